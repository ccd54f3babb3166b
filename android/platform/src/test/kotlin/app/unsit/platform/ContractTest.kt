package app.unsit.platform

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.objectweb.asm.ClassReader
import org.objectweb.asm.ClassVisitor
import org.objectweb.asm.MethodVisitor
import org.objectweb.asm.Opcodes
import org.robolectric.RobolectricTestRunner
import org.w3c.dom.Element
import java.io.File
import javax.xml.parsers.DocumentBuilderFactory

/** android/contract.txt: what Kotlin and Rust call of each other. */
internal class Contract(private val lines: List<List<String>>) {
    class Method(val owner: String, val name: String, val descriptor: String)

    val commands get() = all("command").map { it[1] }
    val events get() = all("event").map { it[1] }
    val called get() = all("static").map { Method(it[1], it[2], it[3]) }
    val natives get() = all("native").map { Method(it[1], it[2], it[3]) }

    private fun all(kind: String) = lines.filter { it[0] == kind }

    companion object {
        fun read() = Contract(ROOT.resolve("android/contract.txt").readLines().filter { it.isNotBlank() && !it.startsWith("#") }.map { it.split(' ') })
    }
}

/** A class as it was compiled. */
private class Compiled(file: File) : ClassVisitor(Opcodes.ASM9) {
    class Method(val access: Int, val name: String, val descriptor: String)

    lateinit var name: String
    var above: String? = null
    val methods = ArrayList<Method>()
    val texts = HashSet<String>()

    init {
        file.inputStream().use { ClassReader(it).accept(this, 0) }
    }

    override fun visit(version: Int, access: Int, name: String, signature: String?, superName: String?, interfaces: Array<String>?) {
        this.name = name.replace('/', '.')
        above = superName?.replace('/', '.')
    }

    override fun visitMethod(access: Int, name: String, descriptor: String, signature: String?, exceptions: Array<String>?): MethodVisitor {
        methods += Method(access, name, descriptor)
        return object : MethodVisitor(Opcodes.ASM9) {
            override fun visitLdcInsn(value: Any) {
                if (value is String) texts += value
            }
        }
    }
}

@RunWith(RobolectricTestRunner::class)
class ContractTest {
    private val contract = Contract.read()
    private val classes = OUT.resolve("classes").walk().filter { it.extension == "class" }.map(::Compiled).associateBy { it.name }
    private val library = manifest("android/platform/src/main/AndroidManifest.xml")
    private val app = manifest("android/app/AndroidManifest.xml")

    private fun manifest(path: String): Element =
        DocumentBuilderFactory.newInstance().apply { isNamespaceAware = true }.newDocumentBuilder().parse(ROOT.resolve(path)).documentElement

    private fun Element.all(tag: String): List<Element> = getElementsByTagName(tag).let { all -> (0 until all.length).map { all.item(it) as Element } }

    private fun Element.android(name: String): String = getAttributeNS("http://schemas.android.com/apk/res/android", name)

    /** What is a broadcast receiver or a service, also through classes of ours. */
    private fun isA(name: String?, framework: String): Boolean = name == framework || name in classes && isA(classes[name]?.above, framework)

    private fun concrete(framework: String) = classes.values.filter { isA(it.above, framework) && it.name !in classes.values.map { other -> other.above } }.map { it.name }.toSet()

    @Test
    fun `Rust finds what it calls`() {
        assertTrue(contract.called.isNotEmpty())
        for (called in contract.called) {
            val method = classes.getValue(called.owner).methods.single { it.name == called.name }
            assertEquals(called.descriptor, method.descriptor)
            assertEquals(Opcodes.ACC_PUBLIC or Opcodes.ACC_STATIC, method.access and (Opcodes.ACC_PUBLIC or Opcodes.ACC_STATIC))
        }
    }

    @Test
    fun `what Kotlin calls of Rust is what the contract says, and no more`() {
        val natives = classes.values.flatMap { owner -> owner.methods.filter { it.access and Opcodes.ACC_NATIVE != 0 }.map { "${owner.name} ${it.name} ${it.descriptor}" } }
        assertEquals(contract.natives.map { "${it.owner} ${it.name} ${it.descriptor}" }.sorted(), natives.sorted())
    }

    @Test
    fun `the events that Rust is told are those of the contract`() {
        val sources = ROOT.resolve("android/platform/src/main/kotlin").walk().filter { it.extension == "kt" }
        val told = sources.flatMap { Regex("""\btell\("([a-z]+)"""").findAll(it.readText()).map { found -> found.groupValues[1] } }.toSet()
        assertEquals(contract.events.toSet(), told)
    }

    @Test
    fun `receivers and services are in the manifest, and closed to other apps`() {
        for ((tag, framework) in listOf("receiver" to "android.content.BroadcastReceiver", "service" to "android.app.Service")) {
            val declared = library.all(tag)
            assertEquals(concrete(framework), declared.map { it.android("name") }.toSet())
            assertTrue(declared.isNotEmpty())
            for (element in declared) assertEquals(element.android("name"), "false", element.android("exported"))
        }
        assertEquals(emptyList<Element>(), app.all("receiver") + app.all("service") + app.all("provider"))
    }

    @Test
    fun `the activity alone is open, and nothing that a phone changes makes it anew`() {
        val activity = app.all("activity").single()
        assertEquals("dev.dioxus.main.MainActivity", activity.android("name"))
        assertEquals("true", activity.android("exported"))
        assertEquals("singleTask", activity.android("launchMode"))
        val handled = activity.android("configChanges").split('|')
        for (change in listOf("orientation", "screenLayout", "screenSize", "smallestScreenSize", "keyboardHidden", "uiMode", "fontScale", "locale", "density", "layoutDirection")) {
            assertTrue(change, change in handled)
        }
    }

    @Test
    fun `each permission that is used is asked for in the manifest, and none that is not`() {
        val declared = library.all("uses-permission").map { it.android("name") }.toSet()
        val used = classes.values.flatMap { it.texts }.filter { it.startsWith("android.permission.") }.toSet()
        assertTrue("$used", used.isNotEmpty() && declared.containsAll(used))
        // Those that a call needs without naming them.
        val silent = mapOf(
            "SCHEDULE_EXACT_ALARM" to "Alarms", "RECEIVE_BOOT_COMPLETED" to "SystemReceiver", "WAKE_LOCK" to "SessionService",
            "VIBRATE" to "Haptics", "FOREGROUND_SERVICE" to "SessionService", "FOREGROUND_SERVICE_MEDIA_PLAYBACK" to "SessionService",
        )
        assertEquals(used + silent.keys.map { "android.permission.$it" }, declared)
        assertTrue(silent.values.all { "app.unsit.platform.$it" in classes })
        assertEquals(setOf("android.permission.INTERNET"), app.all("uses-permission").map { it.android("name") }.toSet())
    }

    @Test
    fun `each broadcast of the system that is handled is received, and none that is not`() {
        val received = library.all("action").map { it.android("name") }.filter { it != "android.intent.action.TTS_SERVICE" }.toSet()
        val handled = classes.getValue("app.unsit.platform.SystemReceiver").texts.filter { it.startsWith("android.") }.toSet()
        assertEquals(handled, received)
    }

    @Test
    fun `a service that runs while the screen is locked says what for`() {
        assertEquals("mediaPlayback", library.all("service").single().android("foregroundServiceType"))
    }

    @Test
    fun `only this device may be spoken to in the clear`() {
        val network = ROOT.resolve("android/platform/src/main/res/xml/unsit_network.xml").readText()
        assertEquals("@xml/unsit_network", app.all("application").single().android("networkSecurityConfig"))
        assertTrue("""<base-config cleartextTrafficPermitted="false" />""" in network)
        assertEquals(listOf("127.0.0.1"), Regex("<domain [^>]*>([^<]*)<").findAll(network).map { it.groupValues[1] }.toList())
    }

    @Test
    fun `what Rust finds by name is kept when the app is made small`() {
        val rules = ROOT.resolve("android/platform/consumer-rules.pro").readText()
        for (owner in (contract.called + contract.natives).map { it.owner }.toSet()) assertTrue(owner, "-keep class $owner " in rules)
    }

    @Test
    fun `levels and names agree wherever they are written`() {
        val dioxus = ROOT.resolve("Dioxus.toml").readText()
        fun of(key: String) = Regex("""^$key = "?([^"\n]*)""", RegexOption.MULTILINE).find(dioxus)!!.groupValues[1]
        val gradle = ROOT.resolve("android/platform/build.gradle.kts").readText()
        assertTrue("compileSdk = ${of("compile_sdk")}\n" in gradle)
        assertTrue("minSdk = ${of("min_sdk")}\n" in gradle)
        assertEquals(of("min_sdk"), of("android_min_sdk_version"))
        val check = ROOT.resolve("scripts/check-android").readText()
        assertTrue("--min-sdk-version ${of("min_sdk")} --target-sdk-version ${of("target_sdk")}" in check)
        assertTrue("<version>${of("target_sdk").toInt() - 20}-robolectric-" in ROOT.resolve("android/check/pom.xml").readText())
        val identifier = Regex("""\[android]\nidentifier = "([^"]*)"""").find(dioxus)!!.groupValues[1]
        assertTrue("typealias BuildConfig = $identifier.BuildConfig" in ROOT.resolve(of("android_main_activity")).readText())
        assertTrue(ROOT.resolve(of("android_manifest")).exists())
    }

    @Test
    fun `dx is told of the library, which it finds by the macro only`() {
        val crate = ROOT.resolve("crates/platform")
        val mark = Regex("""#\[manganis::ffi\("([^"]*)"\)]""").find(crate.resolve("src/kotlin.rs").readText())!!.groupValues[1]
        assertEquals(ROOT.resolve("android/platform").canonicalFile, crate.resolve(mark).canonicalFile)
        assertTrue("mod kotlin;" in crate.resolve("src/lib.rs").readText())
    }

    @Test
    fun `the shortcut opens the app as the notification does, without an offer`() {
        val intent = manifest("android/platform/src/main/res/xml/unsit_shortcuts.xml").all("intent").single()
        val extra = intent.all("extra").single()
        val opened = android.content.Intent(intent.android("action")).putExtra(extra.android("name"), extra.android("value"))
        assertEquals(Opening(Opening.START, null), Opening.of(opened))
        assertEquals(app.all("activity").single().android("name"), intent.android("targetClass"))
        assertTrue("identifier = \"${intent.android("targetPackage")}\"" in ROOT.resolve("Dioxus.toml").readText())
    }

    @Test
    fun `before the app has run its words are those that it will have`() {
        for ((values, language) in listOf("values" to "en", "values-de" to "de")) {
            val strings = manifest("android/platform/src/main/res/$values/strings.xml").all("string").associate { it.getAttribute("name") to it.textContent }
            val texts = ROOT.resolve("assets/i18n/$language.ftl").readLines().filter { " = " in it }.associate { it.substringBefore(" = ") to it.substringAfter(" = ") }
            assertEquals(texts["reminder-title"], strings["unsit_reminder_title"])
            assertEquals(texts["reminder-again-body"], strings["unsit_reminder_body"])
            assertEquals(texts["install-action-start"], strings["unsit_start"])
        }
    }
}
