package app.unsit.platform;

/** What Rust does for Kotlin, by the names and signatures that Kotlin declares. */
public final class Native {
    private Native() {}

    public static native byte[] replan(byte[] plan, byte[] journal, long now, String zone);

    public static native void tell(String event);
}
