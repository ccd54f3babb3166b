//! The functions that Kotlin calls, in a library of their own: what tests load into a Java machine, as a phone loads the app.

pub use unsit_platform::android::exports::{Java_app_unsit_platform_Native_replan, Java_app_unsit_platform_Native_tell};
