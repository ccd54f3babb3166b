// dx copies this folder into the Gradle project that it makes, and takes versions out: they are those of that project.
plugins {
    id("com.android.library")
    id("org.jetbrains.kotlin.android")
}

android {
    namespace = "app.unsit.platform"
    // As in Dioxus.toml.
    compileSdk = 36
    defaultConfig {
        minSdk = 26
        consumerProguardFiles("consumer-rules.pro")
    }
    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }
    kotlinOptions {
        jvmTarget = "17"
    }
}

dependencies {
    // For the parent of the theme only, which the activity of Dioxus wants; no code calls it. The version is the one that dx takes.
    implementation("androidx.appcompat:appcompat:1.7.1")
}
