//! The languages that the person asked the system for.

/// Language tags, the most wanted first: on Unix from `LANGUAGE`, `LC_ALL`, `LC_MESSAGES` and `LANG`.
#[must_use]
pub fn tags() -> Vec<String> {
    sys_locale::get_locales().collect()
}
