//! Opens Unsit's window, or its page in a browser: starts the loop, then shows what it publishes.

#[cfg(all(feature = "web", not(any(feature = "desktop", feature = "mobile"))))]
mod page;
#[cfg(any(feature = "desktop", feature = "mobile"))]
mod window;

#[cfg(any(feature = "desktop", feature = "mobile"))]
fn main() -> std::process::ExitCode {
    window::open()
}

#[cfg(all(feature = "web", not(any(feature = "desktop", feature = "mobile"))))]
fn main() {
    page::open();
}

#[cfg(not(any(feature = "desktop", feature = "mobile", feature = "web")))]
fn main() -> std::process::ExitCode {
    eprintln!("This build of Unsit has no window. Build it with `--features desktop`, or use `unsit` in the terminal.");
    std::process::ExitCode::from(2)
}
