//! Reads the content for a page, which carries what was read instead of the files.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "web")]
    {
        let folder = std::path::PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo names a folder"));
        for (file, content) in [("content", unsit_core::compiled::encode()), ("later", unsit_core::compiled::encode_later())] {
            std::fs::write(folder.join(file), content).expect("the folder can be written to");
        }
    }
}
