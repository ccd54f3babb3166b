"""A tray for measuring: keeps the icons that programs have, and asks about them as desktops do, whenever one has changed."""

from gi.repository import Gio, GLib

NAME, ITEM = "org.kde.StatusNotifierWatcher", "org.kde.StatusNotifierItem"
INTERFACE = Gio.DBusNodeInfo.new_for_xml(
    f"""<node><interface name="{NAME}">
    <method name="RegisterStatusNotifierItem"><arg type="s" direction="in"/></method>
    <method name="RegisterStatusNotifierHost"><arg type="s" direction="in"/></method>
    <property name="IsStatusNotifierHostRegistered" type="b" access="read"/>
    <property name="ProtocolVersion" type="i" access="read"/>
    <property name="RegisteredStatusNotifierItems" type="as" access="read"/>
    </interface></node>"""
).interfaces[0]
items = {}


def ask(bus, sender, path):
    arguments = GLib.Variant("(s)", (ITEM,))
    bus.call(sender, path, "org.freedesktop.DBus.Properties", "GetAll", arguments, None, Gio.DBusCallFlags.NONE, 1000, None, None)


def called(bus, sender, _path, _interface, method, arguments, invocation):
    if method == "RegisterStatusNotifierItem":
        named = arguments.unpack()[0]
        path = named if named.startswith("/") else "/StatusNotifierItem"
        items[sender] = path
        changed = lambda *_: ask(bus, sender, path)
        bus.signal_subscribe(sender, ITEM, None, path, None, Gio.DBusSignalFlags.NONE, changed)
        ask(bus, sender, path)
    invocation.return_value(None)


def asked(_bus, _sender, _path, _interface, name):
    return {
        "IsStatusNotifierHostRegistered": GLib.Variant("b", True),
        "ProtocolVersion": GLib.Variant("i", 0),
        "RegisteredStatusNotifierItems": GLib.Variant("as", [sender + path for sender, path in items.items()]),
    }[name]


def begin(bus, _name):
    bus.register_object("/StatusNotifierWatcher", INTERFACE, called, asked, None)


Gio.bus_own_name(Gio.BusType.SESSION, NAME, Gio.BusNameOwnerFlags.NONE, begin, None, None)
GLib.MainLoop().run()
