//! A window in memory: rendered into a small tree, worked by role and name as a person would.

use std::any::Any;
use std::rc::Rc;
use std::time::Duration;

use dioxus::core::Event;
use dioxus::html::geometry::Coordinates;
use dioxus::html::geometry::euclid::Point2D;
use dioxus::html::input_data::MouseButtonSet;
use dioxus::html::{
    PlatformEventData, SerializedFormData, SerializedHtmlEventConverter, SerializedKeyboardData, SerializedMouseData, set_event_converter,
};
use dioxus::prelude::*;
use unsit_app::ui::{App, Shell};

use super::dom::Dom;

/// A window that is rendered into memory.
pub(crate) struct TestDom {
    window: VirtualDom,
    dom: Dom,
}

impl TestDom {
    pub(crate) fn open(shell: Shell) -> Self {
        Self::of(VirtualDom::new(App).with_root_context(shell))
    }

    /// A window that shows something else than the app.
    pub(crate) fn of(window: VirtualDom) -> Self {
        set_event_converter(Box::new(SerializedHtmlEventConverter));
        let mut dom = Self { window, dom: Dom::new() };
        dom.window.rebuild(&mut dom.dom);
        dom
    }

    /// Renders what has changed.
    pub(crate) fn settle(&mut self) {
        for _ in 0..4 {
            self.window.process_events();
            self.window.render_immediate(&mut self.dom);
        }
    }

    /// Time passes for the window's own tasks; paused time jumps.
    pub(crate) async fn run_for(&mut self, length: Duration) {
        let end = tokio::time::Instant::now() + length;
        while tokio::time::timeout_at(end, self.window.wait_for_work()).await.is_ok() {
            self.window.render_immediate(&mut self.dom);
        }
        self.settle();
    }

    /// How many changes were made to the DOM so far.
    pub(crate) fn changes(&self) -> usize {
        self.dom.changes
    }

    /// All that is in sight and in the tree, in the order of reading.
    pub(crate) fn all(&self) -> Vec<Found<'_>> {
        let live = self.dom.live().into_iter();
        live.filter(|node| self.dom.nodes[*node].tag.is_some()).map(|node| Found { dom: &self.dom, node }).collect()
    }

    /// All elements that have a role by their tag or attribute.
    pub(crate) fn with_role(&self, role: &str) -> Vec<Found<'_>> {
        self.all().into_iter().filter(|element| element.role() == Some(role)).collect()
    }

    /// The first element that has this class.
    pub(crate) fn class(&self, class: &str) -> Option<Found<'_>> {
        self.all().into_iter().find(|element| element.attribute("class").is_some_and(|all| all.split(' ').any(|one| one == class)))
    }

    /// The element of this role and accessible name.
    pub(crate) fn named(&self, role: &str, name: &str) -> Found<'_> {
        let mut found = self.with_role(role);
        let names: Vec<String> = found.iter().map(Found::name).collect();
        let at = names.iter().position(|one| one == name);
        found.swap_remove(at.unwrap_or_else(|| panic!("no {role} is named {name:?}, only {names:?}")))
    }

    pub(crate) fn by_id(&self, id: &str) -> Option<Found<'_>> {
        self.dom.by_id(id).map(|node| Found { dom: &self.dom, node })
    }

    /// All words on the screen, without the style sheet.
    pub(crate) fn text(&self) -> String {
        self.all().first().map_or_else(String::new, Found::text)
    }

    /// Each stretch of text on its own.
    pub(crate) fn texts(&self) -> Vec<String> {
        let nodes = self.dom.live().into_iter().filter(|node| !self.dom.is_style(*node));
        nodes.filter_map(|node| self.dom.nodes[node].text.clone()).collect()
    }

    pub(crate) fn click(&mut self, role: &str, name: &str) {
        let node = self.named(role, name).node;
        self.click_node(node);
    }

    /// A button of what lies over the page, where the page may have one of the same name.
    pub(crate) fn click_in_dialog(&mut self, name: &str) {
        let mut found = self.with_role("button").into_iter().skip_while(|button| !button.is_in("dialog"));
        let node = found.find(|button| button.name() == name).unwrap_or_else(|| panic!("no button of the dialog is named {name:?}")).node;
        self.click_node(node);
    }

    pub(crate) fn click_class(&mut self, class: &str) {
        let node = self.class(class).unwrap_or_else(|| panic!("nothing has the class {class}")).node;
        self.click_node(node);
    }

    fn click_node(&mut self, node: usize) {
        let nowhere = Coordinates::new(Point2D::default(), Point2D::default(), Point2D::default(), Point2D::default());
        let data = SerializedMouseData::new(None, MouseButtonSet::empty(), nowhere, Modifiers::empty());
        self.fire(node, "click", Box::new(data));
    }

    /// Moves a slider.
    pub(crate) fn slide(&mut self, name: &str, value: &str) {
        let node = self.named("slider", name).node;
        self.fire(node, "input", Box::new(SerializedFormData::new(value.to_owned(), vec![])));
    }

    /// Types into a field, or chooses from a list.
    pub(crate) fn fill(&mut self, role: &str, name: &str, value: &str) {
        let node = self.named(role, name).node;
        let event = if role == "combobox" { "change" } else { "input" };
        self.fire(node, event, Box::new(SerializedFormData::new(value.to_owned(), vec![])));
    }

    /// Submits the form, as Enter in one of its fields and its button do.
    pub(crate) fn submit(&mut self) {
        let node = self.all().iter().find(|found| found.is("form")).expect("a form is open").node;
        self.fire(node, "submit", Box::new(SerializedFormData::new(String::new(), vec![])));
    }

    /// Types into a field: what it then holds.
    pub(crate) fn write(&mut self, name: &str, text: &str) {
        let node = self.named("textbox", name).node;
        self.fire(node, "input", Box::new(SerializedFormData::new(text.to_owned(), vec![])));
    }

    /// A key while the element has the focus.
    pub(crate) fn press(&mut self, role: &str, name: &str, key: Key) {
        self.press_at_once(role, name, [key]);
    }

    /// Keys so soon after each other that nothing is drawn in between.
    pub(crate) fn press_at_once(&mut self, role: &str, name: &str, keys: impl IntoIterator<Item = Key>) {
        let node = self.named(role, name).node;
        for key in keys {
            let data = SerializedKeyboardData::new(key, Code::Unidentified, Location::Standard, false, Modifiers::empty(), false);
            self.hand_over(node, "keydown", Box::new(data));
        }
        self.settle();
    }

    fn fire(&mut self, node: usize, event: &str, data: Box<dyn Any>) {
        self.hand_over(node, event, data);
        self.settle();
    }

    fn hand_over(&mut self, mut node: usize, event: &str, data: Box<dyn Any>) {
        // A browser hands an event to the nearest element that listens to anything.
        while !self.dom.nodes[node].listens {
            node = self.dom.nodes[node].parent.expect("somebody listens");
        }
        let data: Rc<dyn Any> = Rc::new(PlatformEventData::new(data));
        self.window.runtime().handle_event(event, Event::new(data, true), self.dom.names[&node]);
    }
}

/// One element as a person or a screen reader meets it.
pub(crate) struct Found<'a> {
    dom: &'a Dom,
    node: usize,
}

impl Found<'_> {
    /// Tells it apart from one that stands in its place later.
    pub(crate) fn identity(&self) -> usize {
        self.node
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.dom.nodes[self.node].attributes.get(name).map(String::as_str)
    }

    pub(crate) fn is(&self, tag: &str) -> bool {
        self.dom.nodes[self.node].tag.as_deref() == Some(tag)
    }

    /// Whether it lies in an element that has this role.
    pub(crate) fn is_in(&self, role: &str) -> bool {
        let parents = std::iter::successors(Some(self.node), |node| self.dom.nodes[*node].parent);
        parents.into_iter().any(|node| self.dom.nodes[node].attributes.get("role").is_some_and(|own| own == role))
    }

    pub(crate) fn role(&self) -> Option<&str> {
        self.attribute("role").or_else(|| match self.dom.nodes[self.node].tag.as_deref()? {
            "button" => Some("button"),
            "main" => Some("main"),
            "h1" | "h2" | "h3" => Some("heading"),
            "input" => Some(match self.attribute("type") {
                Some("number") => "spinbutton",
                Some("date") => "date",
                Some("time") => "time",
                Some("text" | "search") => "textbox",
                _ => "slider",
            }),
            "textarea" => Some("textbox"),
            "select" => Some("combobox"),
            _ => None,
        })
    }

    /// The accessible name: the label, the element that labels it, or what is written inside.
    pub(crate) fn name(&self) -> String {
        let by = self.attribute("aria-labelledby").and_then(|id| self.dom.by_id(id));
        let by = by.or_else(|| self.attribute("id").and_then(|id| self.dom.label_of(id)));
        let text = || by.map_or_else(|| self.text(), |node| self.dom.text(node));
        self.attribute("aria-label").map_or_else(text, str::to_owned)
    }

    pub(crate) fn text(&self) -> String {
        self.dom.text(self.node)
    }
}
