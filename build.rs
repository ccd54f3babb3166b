//! Reads the content for a page, which carries what was read instead of the files.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "web")]
    {
        let file = std::path::Path::new(&std::env::var_os("OUT_DIR").expect("cargo names a folder")).join("content");
        std::fs::write(file, unsit_core::compiled::encode()).expect("the folder can be written to");
    }
}
