//! A DOM small enough for tests: the window renders into it, and events go back through the runtime.

use std::any::Any;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::time::Duration;

use dioxus::core::{AttributeValue, ElementId, Event, Template, TemplateAttribute, TemplateNode, WriteMutations};
use dioxus::html::geometry::Coordinates;
use dioxus::html::geometry::euclid::Point2D;
use dioxus::html::input_data::MouseButtonSet;
use dioxus::html::{
    PlatformEventData, SerializedFormData, SerializedHtmlEventConverter, SerializedKeyboardData, SerializedMouseData, set_event_converter,
};
use dioxus::prelude::*;
use unsit_app::ui::{App, Shell};

/// A window that is rendered into memory.
pub(crate) struct TestDom {
    window: VirtualDom,
    dom: Dom,
}

impl TestDom {
    pub(crate) fn open(shell: Shell) -> Self {
        set_event_converter(Box::new(SerializedHtmlEventConverter));
        let window = VirtualDom::new(App).with_root_context(shell);
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

    /// A key while the element has the focus.
    pub(crate) fn press(&mut self, role: &str, name: &str, key: Key) {
        let node = self.named(role, name).node;
        let data = SerializedKeyboardData::new(key, Code::Unidentified, Location::Standard, false, Modifiers::empty(), false);
        self.fire(node, "keydown", Box::new(data));
    }

    fn fire(&mut self, mut node: usize, event: &str, data: Box<dyn Any>) {
        // A browser hands an event to the nearest element that listens to anything.
        while !self.dom.nodes[node].listens {
            node = self.dom.nodes[node].parent.expect("somebody listens");
        }
        let data: Rc<dyn Any> = Rc::new(PlatformEventData::new(data));
        self.window.runtime().handle_event(event, Event::new(data, true), self.dom.names[&node]);
        self.settle();
    }
}

/// One element as a person or a screen reader meets it.
pub(crate) struct Found<'a> {
    dom: &'a Dom,
    node: usize,
}

impl Found<'_> {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.dom.nodes[self.node].attributes.get(name).map(String::as_str)
    }

    pub(crate) fn is(&self, tag: &str) -> bool {
        self.dom.nodes[self.node].tag.as_deref() == Some(tag)
    }

    pub(crate) fn role(&self) -> Option<&str> {
        self.attribute("role").or_else(|| match self.dom.nodes[self.node].tag.as_deref()? {
            "button" => Some("button"),
            "main" => Some("main"),
            "h1" | "h2" | "h3" => Some("heading"),
            "input" => Some("slider"),
            _ => None,
        })
    }

    /// The accessible name: the label, the element that labels it, or what is written inside.
    pub(crate) fn name(&self) -> String {
        let by = self.attribute("aria-labelledby").and_then(|id| self.dom.by_id(id));
        let text = || by.map_or_else(|| self.text(), |node| self.dom.text(node));
        self.attribute("aria-label").map_or_else(text, str::to_owned)
    }

    pub(crate) fn text(&self) -> String {
        self.dom.text(self.node)
    }
}

/// The tree.
#[derive(Default)]
struct Dom {
    nodes: Vec<Node>,
    ids: HashMap<ElementId, usize>,
    names: HashMap<usize, ElementId>,
    stack: Vec<usize>,
    changes: usize,
}

#[derive(Default)]
struct Node {
    tag: Option<String>,
    text: Option<String>,
    attributes: BTreeMap<String, String>,
    parent: Option<usize>,
    children: Vec<usize>,
    listens: bool,
}

impl Dom {
    fn new() -> Self {
        let mut dom = Self::default();
        let root = dom.push(Node { tag: Some("body".to_owned()), ..Node::default() });
        dom.bind(ElementId(0), root);
        dom
    }

    fn push(&mut self, node: Node) -> usize {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    fn bind(&mut self, id: ElementId, node: usize) {
        self.ids.insert(id, node);
        self.names.insert(node, id);
    }

    fn build(&mut self, template: &TemplateNode) -> usize {
        match template {
            TemplateNode::Element { tag, attrs, children, .. } => {
                let attributes = attrs.iter().filter_map(|attribute| match attribute {
                    TemplateAttribute::Static { name, value, .. } => Some(((*name).to_owned(), (*value).to_owned())),
                    TemplateAttribute::Dynamic { .. } => None,
                });
                let node = Node { tag: Some((*tag).to_owned()), attributes: attributes.collect(), ..Node::default() };
                let parent = self.push(node);
                let children: Vec<usize> = children.iter().map(|child| self.build(child)).collect();
                for child in &children {
                    self.nodes[*child].parent = Some(parent);
                }
                self.nodes[parent].children = children;
                parent
            }
            TemplateNode::Text { text } => self.push(Node { text: Some((*text).to_owned()), ..Node::default() }),
            TemplateNode::Dynamic { .. } => self.push(Node::default()),
        }
    }

    fn walk(&self, path: &[u8]) -> usize {
        let top = *self.stack.last().expect("a template is being filled");
        path.iter().fold(top, |node, step| self.nodes[node].children[usize::from(*step)])
    }

    fn pop(&mut self, count: usize) -> Vec<usize> {
        self.changes += 1;
        self.stack.split_off(self.stack.len() - count)
    }

    fn detach(&mut self, node: usize) {
        if let Some(parent) = self.nodes[node].parent.take() {
            self.nodes[parent].children.retain(|child| *child != node);
        }
    }

    fn splice(&mut self, at: usize, after: bool, new: Vec<usize>) {
        for node in &new {
            self.detach(*node);
        }
        let parent = self.nodes[at].parent.expect("what is replaced is in the tree");
        let place = self.nodes[parent].children.iter().position(|child| *child == at).expect("a parent knows its children");
        for (offset, node) in new.into_iter().enumerate() {
            self.nodes[node].parent = Some(parent);
            self.nodes[parent].children.insert(place + usize::from(after) + offset, node);
        }
    }

    fn replace(&mut self, old: usize, new: Vec<usize>) {
        self.splice(old, true, new);
        self.detach(old);
    }

    fn is_style(&self, node: usize) -> bool {
        let parent = self.nodes[node].parent.map(|parent| &self.nodes[parent]);
        parent.is_some_and(|parent| parent.tag.as_deref() == Some("style"))
    }

    fn text(&self, node: usize) -> String {
        let Node { tag, text, children, .. } = &self.nodes[node];
        match (tag.as_deref(), text) {
            (Some("style"), _) => String::new(),
            (_, Some(text)) => text.clone(),
            (_, None) => children.iter().map(|child| self.text(*child)).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" "),
        }
    }

    fn by_id(&self, id: &str) -> Option<usize> {
        self.live().into_iter().find(|node| self.nodes[*node].attributes.get("id").is_some_and(|own| own == id))
    }

    fn live(&self) -> Vec<usize> {
        let (mut found, mut todo) = (vec![], vec![0]);
        while let Some(node) = todo.pop() {
            found.push(node);
            todo.extend(self.nodes[node].children.iter().rev());
        }
        found
    }
}

impl WriteMutations for Dom {
    fn append_children(&mut self, id: ElementId, m: usize) {
        let parent = self.ids[&id];
        for node in self.pop(m) {
            self.detach(node);
            self.nodes[node].parent = Some(parent);
            self.nodes[parent].children.push(node);
        }
    }

    fn assign_node_id(&mut self, path: &'static [u8], id: ElementId) {
        let node = self.walk(path);
        self.bind(id, node);
    }

    fn create_placeholder(&mut self, id: ElementId) {
        let node = self.push(Node::default());
        self.bind(id, node);
        self.stack.push(node);
    }

    fn create_text_node(&mut self, value: &str, id: ElementId) {
        let node = self.push(Node { text: Some(value.to_owned()), ..Node::default() });
        self.bind(id, node);
        self.stack.push(node);
    }

    fn load_template(&mut self, template: Template, index: usize, id: ElementId) {
        let node = self.build(&template.roots[index]);
        self.bind(id, node);
        self.stack.push(node);
    }

    fn replace_node_with(&mut self, id: ElementId, m: usize) {
        let new = self.pop(m);
        self.replace(self.ids[&id], new);
    }

    fn replace_placeholder_with_nodes(&mut self, path: &'static [u8], m: usize) {
        let new = self.pop(m);
        let old = self.walk(path);
        self.replace(old, new);
    }

    fn insert_nodes_after(&mut self, id: ElementId, m: usize) {
        let new = self.pop(m);
        self.splice(self.ids[&id], true, new);
    }

    fn insert_nodes_before(&mut self, id: ElementId, m: usize) {
        let new = self.pop(m);
        self.splice(self.ids[&id], false, new);
    }

    fn set_attribute(&mut self, name: &'static str, _: Option<&'static str>, value: &AttributeValue, id: ElementId) {
        self.changes += 1;
        let value = match value {
            AttributeValue::Text(text) => Some(text.clone()),
            AttributeValue::Float(number) => Some(number.to_string()),
            AttributeValue::Int(number) => Some(number.to_string()),
            AttributeValue::Bool(on) => on.then(|| "true".to_owned()),
            AttributeValue::Listener(_) | AttributeValue::Any(_) | AttributeValue::None => None,
        };
        let attributes = &mut self.nodes[self.ids[&id]].attributes;
        match value {
            Some(value) => attributes.insert(name.to_owned(), value),
            None => attributes.remove(name),
        };
    }

    fn set_node_text(&mut self, value: &str, id: ElementId) {
        self.changes += 1;
        self.nodes[self.ids[&id]].text = Some(value.to_owned());
    }

    fn create_event_listener(&mut self, _: &'static str, id: ElementId) {
        let node = self.ids[&id];
        self.nodes[node].listens = true;
    }

    fn remove_event_listener(&mut self, _: &'static str, _: ElementId) {}

    fn remove_node(&mut self, id: ElementId) {
        self.changes += 1;
        self.detach(self.ids[&id]);
    }

    fn push_root(&mut self, id: ElementId) {
        self.stack.push(self.ids[&id]);
    }
}
