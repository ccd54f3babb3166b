//! Messages of a Fluent file, read, and what they say.
//!
//! Of Fluent's language this takes what Unsit's files use: variables, and cases that a variable chooses. A message with anything
//! else is left out like one that is missing, and a test finds it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, PatternElement, VariantKey};
use fluent_syntax::parser;
use serde::{Deserialize, Serialize};

use super::Language;

/// All messages of a file or a part of it, by id.
pub(crate) type Messages = BTreeMap<String, Message>;

/// What is said, in parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Message(Vec<Part>);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Part {
    Words(String),
    Variable(String),
    /// The first case that holds for the variable, else the last message.
    Choice(String, Vec<(Case, Message)>, Message),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Case {
    Number(i64),
    /// The language's form for one.
    One,
}

/// What stands for a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    Text(Cow<'a, str>),
    Number(i64),
}

/// Reads a Fluent file.
pub(crate) fn read(file: &str) -> Messages {
    let resource = parser::parse(file).unwrap_or_else(|(readable, _)| readable);
    let messages = resource.body.into_iter().filter_map(|entry| match entry {
        Entry::Message(message) if message.attributes.is_empty() => Some((message.id.name.to_owned(), Message::read(&message.value?)?)),
        Entry::Message(_)
        | Entry::Term(_)
        | Entry::Comment(_)
        | Entry::GroupComment(_)
        | Entry::ResourceComment(_)
        | Entry::Junk { .. } => None,
    });
    messages.collect()
}

impl Message {
    fn read(pattern: &fluent_syntax::ast::Pattern<&str>) -> Option<Self> {
        pattern.elements.iter().map(Part::read).collect::<Option<_>>().map(Self)
    }

    pub(super) fn say(&self, language: Language, variables: &[(&str, Value<'_>)]) -> String {
        let mut said = String::new();
        self.add(language, variables, &mut said);
        said
    }

    fn add(&self, language: Language, variables: &[(&str, Value<'_>)], said: &mut String) {
        let find = |name: &str| variables.iter().find(|(given, _)| *given == name).map(|(_, value)| value);
        for part in &self.0 {
            match part {
                Part::Words(words) => said.push_str(words),
                Part::Variable(name) => match find(name) {
                    Some(Value::Text(text)) => said.push_str(text),
                    Some(Value::Number(number)) => write!(said, "{number}").unwrap_or_default(),
                    // The rest is still worth saying.
                    None => write!(said, "{{${name}}}").unwrap_or_default(),
                },
                Part::Choice(name, cases, otherwise) => {
                    let holds = |case: &Case| matches!(find(name), Some(Value::Number(number)) if case.holds(*number, language));
                    let chosen = cases.iter().find(|(case, _)| holds(case)).map_or(otherwise, |(_, message)| message);
                    chosen.add(language, variables, said);
                }
            }
        }
    }

    /// Changes the words between the variables.
    #[cfg(feature = "pseudo")]
    pub(super) fn map(&mut self, change: fn(&str) -> Cow<'_, str>) {
        for part in &mut self.0 {
            match part {
                Part::Words(words) => *words = change(words).into_owned(),
                Part::Variable(_) => {}
                Part::Choice(_, cases, otherwise) => {
                    cases.iter_mut().map(|(_, message)| message).chain([otherwise]).for_each(|message| message.map(change));
                }
            }
        }
    }
}

impl Part {
    fn read(element: &PatternElement<&str>) -> Option<Self> {
        match element {
            PatternElement::TextElement { value } => Some(Self::Words((*value).to_owned())),
            PatternElement::Placeable { expression } => match expression {
                Expression::Inline(value) => Some(Self::Variable(variable(value)?)),
                Expression::Select { selector, variants } => {
                    let (default, cases): (Vec<_>, Vec<_>) = variants.iter().partition(|variant| variant.default);
                    let cases = cases.into_iter().map(|variant| Some((Case::read(&variant.key)?, Message::read(&variant.value)?)));
                    Some(Self::Choice(variable(selector)?, cases.collect::<Option<_>>()?, Message::read(&default.first()?.value)?))
                }
            },
        }
    }
}

fn variable(expression: &InlineExpression<&str>) -> Option<String> {
    match expression {
        InlineExpression::VariableReference { id } => Some(id.name.to_owned()),
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::FunctionReference { .. }
        | InlineExpression::MessageReference { .. }
        | InlineExpression::TermReference { .. }
        | InlineExpression::Placeable { .. } => None,
    }
}

impl Case {
    fn read(key: &VariantKey<&str>) -> Option<Self> {
        match key {
            VariantKey::NumberLiteral { value } => value.parse().ok().map(Self::Number),
            VariantKey::Identifier { name } => (*name == "one").then_some(Self::One),
        }
    }

    fn holds(&self, number: i64, language: Language) -> bool {
        match (self, language) {
            (Self::Number(wanted), _) => number == *wanted,
            (Self::One, Language::English | Language::German) => number.unsigned_abs() == 1,
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        text.as_str().into()
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

/// Numbers beyond the largest are the largest.
macro_rules! numbers {
    ($($number:ty)*) => {
        $(impl From<$number> for Value<'_> {
            fn from(number: $number) -> Self {
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        })*
    };
}

numbers!(u8 u16 u32 u64 usize i32 i64);

#[cfg(test)]
mod tests {
    use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
    use proptest::prelude::*;

    use super::*;

    /// What Fluent's own library says.
    fn bundle(language: Language, file: &str) -> FluentBundle<FluentResource> {
        let mut bundle = FluentBundle::new(vec![language.tag().parse().unwrap()]);
        bundle.set_use_isolating(false);
        bundle.add_resource(FluentResource::try_new(file.to_owned()).unwrap()).unwrap();
        bundle
    }

    fn fluent(bundle: &FluentBundle<FluentResource>, id: &str, variables: &[(&str, Value<'_>)]) -> String {
        let args: FluentArgs<'_> = variables
            .iter()
            .map(|(name, value)| match value {
                Value::Text(text) => (*name, FluentValue::from(text.as_ref())),
                Value::Number(number) => (*name, FluentValue::from(*number)),
            })
            .collect();
        let pattern = bundle.get_message(id).unwrap().value().unwrap();
        bundle.format_pattern(pattern, Some(&args), &mut vec![]).into_owned()
    }

    fn names(message: &Message, into: &mut Vec<String>) {
        for part in &message.0 {
            match part {
                Part::Words(_) => {}
                Part::Variable(name) => into.push(name.clone()),
                Part::Choice(name, cases, otherwise) => {
                    into.push(name.clone());
                    cases.iter().map(|(_, message)| message).chain([otherwise]).for_each(|message| names(message, into));
                }
            }
        }
    }

    #[test]
    fn every_message_of_unsit_is_said_as_fluent_says_it() {
        for language in Language::ALL {
            let (messages, bundle) = (read(language.file()), bundle(language, language.file()));
            for (id, message) in &messages {
                let mut names_in = vec![];
                names(message, &mut names_in);
                for value in [0, 1, 2, 10, -1].map(Value::Number).into_iter().chain([Value::from("a word")]) {
                    let variables: Vec<_> = names_in.iter().map(|name| (name.as_str(), value.clone())).collect();
                    assert_eq!(message.say(language, &variables), fluent(&bundle, id, &variables), "{id} with {value:?}");
                }
            }
        }
    }

    #[test]
    fn no_message_of_unsit_is_left_out() {
        for language in Language::ALL {
            let entries = FluentResource::try_new(language.file().to_owned()).unwrap().entries().count();
            assert_eq!(read(language.file()).len(), entries, "{language:?}");
        }
    }

    #[test]
    fn what_is_not_used_is_left_out() {
        let file = "a = { b }\nb = { -c }\n-c = C\nd = { NUMBER($n) }\ne = { $n ->\n   [few] F\n  *[other] O\n }\nf = { \"F\" }\ng = G\n    .h = H\ni = I\n";
        assert_eq!(read(file).into_keys().collect::<Vec<_>>(), ["i"]);
    }

    #[test]
    fn a_variable_that_is_missing_shows_as_its_name() {
        let messages = read("a = { $n } of { $m ->\n    [one] one\n   *[other] { $m }\n}");
        assert_eq!(messages["a"].say(Language::English, &[("n", 3.into())]), "3 of {$m}");
    }

    proptest! {
        #[test]
        fn any_words_and_numbers_are_said_as_fluent_says_them(words in "[a-zA-Z .,!?]{1,12}", number in any::<i32>(), exact in 0..3, text in "\\PC{0,8}") {
            let file = format!("a = x{words}x {{ $n ->\n    [{exact}] E{{ $t }}\n    [one] 1{words}x\n   *[other] {{ $n }}\n}} {{ $t }}\n    more {words}x\n");
            let messages = read(&file);
            let variables = [("n", number.into()), ("t", text.as_str().into())];
            for language in Language::ALL {
                prop_assert_eq!(messages["a"].say(language, &variables), fluent(&bundle(language, &file), "a", &variables));
            }
        }

        #[test]
        fn no_file_makes_it_fall_over(file in "[a-z${} =\\[\\]*>\\n-]{0,60}") {
            for message in read(&file).values() {
                let _ = message.say(Language::English, &[("a", 1.into())]);
            }
        }
    }
}
