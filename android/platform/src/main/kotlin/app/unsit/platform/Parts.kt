package app.unsit.platform

import java.util.concurrent.Executor
import java.util.concurrent.Executors

/** What receivers and services cannot be given, because the system makes them: tests put their own here. */
internal object Parts {
    @Volatile
    var rust: Rust = Rust.Library

    @Volatile
    var clock: Clock = Clock.System

    /** Where receivers work: off the screen's thread, one after the other. */
    @Volatile
    var work: Executor = Executors.newSingleThreadExecutor { Thread(it, "unsit-reminders") }
}
