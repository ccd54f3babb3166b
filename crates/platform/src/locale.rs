//! What the person asked the system for: languages, and the habits of a place.

use unsit_core::text::Region;

/// Language tags, the most wanted first: on Unix from `LANGUAGE`, `LC_ALL`, `LC_MESSAGES` and `LANG`.
#[must_use]
pub fn tags() -> Vec<String> {
    sys_locale::get_locales().collect()
}

/// Where times are read as the person is used to: on Unix from `LC_ALL`, `LC_TIME` and `LANG`, elsewhere as the languages say.
#[must_use]
pub fn region() -> Option<Region> {
    region_of(|name| std::env::var(name).ok(), tags)
}

/// Of the variables the first that is set counts, as for every Unix program, even when it names no region.
fn region_of(variable: impl Fn(&str) -> Option<String>, tags: impl Fn() -> Vec<String>) -> Option<Region> {
    match ["LC_ALL", "LC_TIME", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty()) {
        Some(tag) => Region::from_tag(&tag),
        None => tags().iter().find_map(|tag| Region::from_tag(tag)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_follow_the_first_variable_that_is_set() {
        let region = |variables: &[(&str, &str)]| {
            let variable = |name: &str| variables.iter().find(|(own, _)| *own == name).map(|(_, value)| (*value).to_owned());
            region_of(variable, || vec!["fr".to_owned(), "fr-CA".to_owned()])
        };
        assert_eq!(region(&[("LANG", "en_US.UTF-8"), ("LC_TIME", "de_AT.UTF-8")]), Region::from_tag("de-AT"));
        assert_eq!(region(&[("LANG", "en_US.UTF-8"), ("LC_TIME", ""), ("LC_ALL", "en_GB")]), Region::from_tag("en-GB"));
        assert_eq!(region(&[("LANG", "C.UTF-8")]), None);
        assert_eq!(region(&[]), Region::from_tag("fr-CA"));
    }
}
