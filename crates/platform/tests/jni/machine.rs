//! One Java machine for all tests of a process: there can be no second.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use jni::objects::{GlobalRef, JClass, JObject, JValue};
use jni::{InitArgsBuilder, JNIEnv, JNIVersion, JavaVM};
use unsit_platform::android::Bridge;

pub(crate) struct Machine {
    vm: &'static JavaVM,
    context: GlobalRef,
    bridge: Bridge,
    alone: Mutex<()>,
}

/// Whether Kotlin's own classes are there, and not those that stand in for them.
pub(crate) fn has_kotlin() -> bool {
    kotlin().is_some()
}

fn kotlin() -> Option<String> {
    std::env::var("UNSIT_ANDROID_CLASSPATH").ok().filter(|path| !path.is_empty())
}

pub(crate) fn machine() -> &'static Machine {
    static MACHINE: OnceLock<Machine> = OnceLock::new();
    MACHINE.get_or_init(Machine::start)
}

impl Machine {
    fn start() -> Self {
        let probe = compiled("probe", None);
        let others = kotlin().unwrap_or_else(|| compiled("standins", Some(&probe)).display().to_string());
        let classes = format!("{}:{others}", probe.display());
        let options = InitArgsBuilder::new()
            .version(JNIVersion::V8)
            .option(format!("-Djava.class.path={classes}"))
            .option("-Xmx256m")
            // Looks at each call for what C programmers get wrong.
            .option("-Xcheck:jni")
            .build()
            .unwrap();
        let vm: &'static JavaVM = Box::leak(Box::new(JavaVM::new(options).unwrap()));
        let mut env = vm.attach_current_thread_as_daemon().unwrap();
        // The real framework's context that leads nowhere, or the stand-in.
        let context = if has_kotlin() {
            let class = class(&mut env, "android.content.ContextWrapper");
            env.new_object(&class, "(Landroid/content/Context;)V", &[JValue::Object(&JObject::null())]).unwrap()
        } else {
            let class = class(&mut env, "android.content.Context");
            env.new_object(&class, "()V", &[]).unwrap()
        };
        let bridge = Bridge::of(again(vm), &context).unwrap();
        Self { vm, context: env.new_global_ref(context).unwrap(), bridge, alone: Mutex::new(()) }
    }

    pub(crate) fn bridge(&self) -> &Bridge {
        &self.bridge
    }

    /// Another way through the same machine.
    pub(crate) fn another_bridge(&self) -> Bridge {
        Bridge::of(self.vm(), self.context.as_obj()).unwrap()
    }

    pub(crate) fn vm(&self) -> JavaVM {
        again(self.vm)
    }

    pub(crate) fn env(&self) -> JNIEnv<'static> {
        self.vm.attach_current_thread_as_daemon().unwrap()
    }

    /// For tests that look at the whole machine.
    pub(crate) fn alone(&self) -> MutexGuard<'_, ()> {
        self.alone.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Loads the library with the functions that Kotlin calls, as an app does.
pub(crate) fn load_library(env: &mut JNIEnv<'_>) {
    let path = library();
    let path = env.new_string(path.to_str().unwrap()).unwrap();
    let probe = class(env, "app.unsit.probe.Probe");
    env.call_static_method(&probe, "load", "(Ljava/lang/String;)V", &[JValue::Object(&path)]).unwrap();
}

pub(crate) fn watch(env: &mut JNIEnv<'_>, object: &JObject<'_>) {
    env.with_local_frame(8, |env| {
        let probe = class(env, "app.unsit.probe.Probe");
        env.call_static_method(&probe, "watch", "(Ljava/lang/Object;)V", &[JValue::Object(object)]).map(drop)
    })
    .unwrap();
}

/// How many of the objects that were watched somebody still holds.
pub(crate) fn alive(env: &mut JNIEnv<'_>) -> i32 {
    env.with_local_frame(8, |env| {
        let probe = class(env, "app.unsit.probe.Probe");
        env.call_static_method(&probe, "alive", "()I", &[]).and_then(jni::objects::JValueGen::i)
    })
    .unwrap()
}

#[allow(unsafe_code)]
fn again(vm: &JavaVM) -> JavaVM {
    // SAFETY: it is a pointer to the machine that is never ended.
    unsafe { JavaVM::from_raw(vm.get_java_vm_pointer()) }.unwrap()
}

/// A class of the class path, whichever thread asks.
pub(crate) fn class<'local>(env: &mut JNIEnv<'local>, name: &str) -> JClass<'local> {
    env.find_class(name.replace('.', "/")).unwrap()
}

fn compiled(what: &str, path: Option<&Path>) -> PathBuf {
    let from = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/jni/java").join(what);
    let to = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("jni-{what}-{}", std::process::id()));
    let mut sources = Vec::new();
    find(&from, &mut sources);
    let mut javac = Command::new("javac");
    javac.args(["-Xlint:all", "-Werror", "-d"]).arg(&to).args(&sources);
    if let Some(path) = path {
        javac.arg("-cp").arg(path);
    }
    let done = javac.output().expect("a Java compiler is there (on Debian default-jdk-headless)");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    to
}

fn find(folder: &Path, sources: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { find(&path, sources) } else { sources.push(path) }
    }
}

/// Built by Cargo beside the tests.
pub(crate) fn library() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let built = tests.ancestors().nth(2).unwrap().join("examples/libkotlin.so");
    assert!(built.exists(), "{} is built by `cargo build -p unsit-platform --features jni --example kotlin`", built.display());
    built
}
