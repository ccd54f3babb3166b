package app.unsit

/** Stands in for the class that Gradle makes of the application's id. */
object BuildConfig {
    const val DEBUG: Boolean = true
}
