//! A tree small enough for tests, that a window renders into.

use std::collections::{BTreeMap, HashMap};

use dioxus::core::{AttributeValue, ElementId, Template, TemplateAttribute, TemplateNode, WriteMutations};

/// The tree.
#[derive(Default)]
pub(super) struct Dom {
    pub(super) nodes: Vec<Node>,
    ids: HashMap<ElementId, usize>,
    pub(super) names: HashMap<usize, ElementId>,
    stack: Vec<usize>,
    pub(super) changes: usize,
}

#[derive(Default)]
pub(super) struct Node {
    pub(super) tag: Option<String>,
    pub(super) text: Option<String>,
    pub(super) attributes: BTreeMap<String, String>,
    pub(super) parent: Option<usize>,
    children: Vec<usize>,
    pub(super) listens: bool,
}

impl Dom {
    pub(super) fn new() -> Self {
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

    pub(super) fn is_style(&self, node: usize) -> bool {
        let parent = self.nodes[node].parent.map(|parent| &self.nodes[parent]);
        parent.is_some_and(|parent| parent.tag.as_deref() == Some("style"))
    }

    pub(super) fn text(&self, node: usize) -> String {
        let Node { tag, text, children, .. } = &self.nodes[node];
        match (tag.as_deref(), text) {
            (Some("style"), _) => String::new(),
            (_, Some(text)) => text.clone(),
            (_, None) => children.iter().map(|child| self.text(*child)).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" "),
        }
    }

    pub(super) fn by_id(&self, id: &str) -> Option<usize> {
        self.live().into_iter().find(|node| self.nodes[*node].attributes.get("id").is_some_and(|own| own == id))
    }

    /// The label that names the element of this id.
    pub(super) fn label_of(&self, id: &str) -> Option<usize> {
        self.live().into_iter().find(|node| self.nodes[*node].attributes.get("for").is_some_and(|of| of == id))
    }

    pub(super) fn live(&self) -> Vec<usize> {
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
