//! Through a Java machine: one static function of Kotlin's.

use jni::objects::{GlobalRef, JClass, JObject, JStaticMethodID, JString, JValue};
use jni::signature::ReturnType;
use jni::{JNIEnv, JavaVM};
use serde_json::{Value, json};

use super::Door;

/// A call makes four local references; what a frame has beyond that is for an exception and its text.
const LOCALS: i32 = 16;

/// The way through a Java machine.
pub struct Bridge {
    machine: JavaVM,
    context: GlobalRef,
    class: GlobalRef,
    method: JStaticMethodID,
}

impl std::fmt::Debug for Bridge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bridge").finish_non_exhaustive()
    }
}

impl Bridge {
    /// Where the function is; `android/contract.txt` has it, too.
    pub const CLASS: &str = "app.unsit.platform.Bridge";
    pub const METHOD: &str = "call";
    pub const SIGNATURE: &str = "(Landroid/content/Context;Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;";

    /// Finds the function through the class loader of the context: a thread of ours sees only classes of the system.
    pub fn of(machine: JavaVM, context: &JObject<'_>) -> Result<Self, String> {
        let mut env = machine.attach_current_thread_as_daemon().map_err(|error| error.to_string())?;
        let (context, class, method) = in_frame(&mut env, |env| {
            let own = env.call_method(context, "getClass", "()Ljava/lang/Class;", &[])?.l()?;
            let loader = env.call_method(&own, "getClassLoader", "()Ljava/lang/ClassLoader;", &[])?.l()?;
            let name = env.new_string(Self::CLASS)?;
            let class = env.call_method(&loader, "loadClass", "(Ljava/lang/String;)Ljava/lang/Class;", &[JValue::Object(&name)])?.l()?;
            let class = JClass::from(class);
            let method = env.get_static_method_id(&class, Self::METHOD, Self::SIGNATURE)?;
            Ok((env.new_global_ref(context)?, env.new_global_ref(&class)?, method))
        })?;
        Ok(Self { machine, context, class, method })
    }

    fn answer(&self, command: &str, input: &str) -> Result<String, String> {
        // A thread stays attached until it ends: there are few, and they come again and again.
        let mut env = self.machine.attach_current_thread_as_daemon().map_err(|error| error.to_string())?;
        in_frame(&mut env, |env| {
            let (command, input) = (env.new_string(command)?, env.new_string(input)?);
            let class: &JClass<'_> = self.class.as_obj().into();
            let arguments = [JValue::Object(self.context.as_obj()), JValue::Object(&command), JValue::Object(&input)];
            let arguments = arguments.map(|argument| argument.as_jni());
            // SAFETY: the function was found in this class, with the signature that these three arguments and this answer have.
            #[allow(unsafe_code)]
            let answer = unsafe { env.call_static_method_unchecked(class, self.method, ReturnType::Object, &arguments) }?.l()?;
            let answer = JString::from(answer);
            Ok(env.get_string(&answer)?.into())
        })
    }
}

impl Door for Bridge {
    fn call(&self, command: &str, input: &Value) -> Result<Value, String> {
        let answer = self.answer(command, &input.to_string())?;
        let mut answer: Value = serde_json::from_str(&answer).map_err(|error| format!("{command}: {error}"))?;
        match answer.get_mut("error") {
            Some(Value::String(error)) => Err(std::mem::take(error)),
            Some(other) => Err(other.to_string()),
            None => Ok(answer.get_mut("ok").map_or_else(|| json!({}), Value::take)),
        }
    }
}

/// Works with Java in a frame of its own, so that nothing of it stays. An exception is described where the system keeps its
/// log, cleared, and given as text.
fn in_frame<T>(env: &mut JNIEnv<'_>, work: impl FnOnce(&mut JNIEnv<'_>) -> jni::errors::Result<T>) -> Result<T, String> {
    let done = env.with_local_frame(LOCALS, |env| work(env).map_err(|error| Failed::of(env, &error)));
    done.map_err(|failed| failed.0)
}

/// What went wrong, in a line.
struct Failed(String);

impl From<jni::errors::Error> for Failed {
    fn from(error: jni::errors::Error) -> Self {
        Self(error.to_string())
    }
}

impl Failed {
    fn of(env: &mut JNIEnv<'_>, error: &jni::errors::Error) -> Self {
        let thrown = env.exception_occurred().ok().filter(|thrown| !thrown.is_null());
        let Some(thrown) = thrown else { return Self(error.to_string()) };
        let _ = env.exception_describe();
        // Nothing of Java works before that.
        let _ = env.exception_clear();
        let text = env.call_method(&thrown, "toString", "()Ljava/lang/String;", &[]).and_then(jni::objects::JValueGen::l);
        let text = text.and_then(|text| env.get_string(&JString::from(text)).map(String::from));
        if env.exception_check().unwrap_or(false) {
            let _ = env.exception_clear();
        }
        Self(text.unwrap_or_else(|_| error.to_string()).replace(['\n', '\r'], " "))
    }
}
