package dev.dioxus.main

/** Stands in for wry's own, which asks for the build's settings. */
object Logger {
    fun warn(message: String) = println(message)

    fun error(message: String) = println(message)
}
