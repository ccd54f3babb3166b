package app.unsit.probe;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/** What a test wants to know of a Java machine. */
public final class Probe {
    private static final List<WeakReference<Object>> SEEN = new ArrayList<>();

    private Probe() {}

    /** Loads a library for the classes of this loader, as an app does. */
    public static void load(String path) {
        System.load(path);
    }

    public static synchronized void watch(Object object) {
        SEEN.add(new WeakReference<>(object));
    }

    /** How many of the watched objects somebody still holds; the list begins anew. */
    public static synchronized int alive() {
        int alive = 0;
        for (int round = 0; round < 5; round++) {
            System.gc();
            alive = 0;
            for (WeakReference<Object> seen : SEEN) {
                if (seen.get() != null) alive++;
            }
            if (alive == 0) break;
        }
        SEEN.clear();
        return alive;
    }
}
