//! Opens Unsit's window: starts the loop on its own thread, then shows what it publishes.

#[cfg(any(feature = "desktop", feature = "mobile"))]
mod window;

#[cfg(any(feature = "desktop", feature = "mobile"))]
fn main() -> std::process::ExitCode {
    window::open()
}

#[cfg(not(any(feature = "desktop", feature = "mobile")))]
fn main() -> std::process::ExitCode {
    eprintln!("This build of Unsit has no window. Build it with `--features desktop`, or use `unsit` in the terminal.");
    std::process::ExitCode::from(2)
}
