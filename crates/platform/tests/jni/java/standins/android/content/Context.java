package android.content;

/** As much of Android's as Rust touches: an object with a class, and that class with a loader. */
public class Context {}
