package androidx.appcompat.app

/** Stands in for AndroidX, which Gradle takes from Google. */
open class AppCompatActivity : android.app.Activity()
