package app.unsit.platform;

import android.content.Context;
import app.unsit.probe.Probe;

/** A bridge that misbehaves on demand. */
public final class Bridge {
    private Bridge() {}

    public static String call(Context context, String command, String json) {
        Probe.watch(json);
        switch (command) {
            case "echo":
                return "{\"ok\":" + json + "}";
            case "thread":
                return "{\"ok\":{\"name\":\"" + Thread.currentThread().getName() + "\",\"daemon\":" + Thread.currentThread().isDaemon() + "}}";
            case "refuse":
                return "{\"error\":\"open Unsit and ask again\"}";
            case "throw":
                throw new IllegalStateException("no phone\nis here \uD83D\uDE34");
            case "overflow":
                return call(context, command, json);
            case "null":
                return null;
            case "garbage":
                return "no {json";
            default:
                return "{}";
        }
    }
}
