package app.unsit.platform

import org.json.JSONObject

/** What Rust does for Kotlin. The library holds the whole app; loading it starts nothing. */
internal object Native {
    /** Plans anew from a plan and a journal; null when it could not. Needs no running app, and touches no file. */
    @JvmStatic
    external fun replan(plan: ByteArray, journal: ByteArray, now: Long, zone: String): ByteArray?

    /** Tells the running app what happened; does nothing when none runs. */
    @JvmStatic
    external fun tell(event: String)
}

/** The parts of Rust that are asked for, each of which may be missing: a reminder comes in any case. */
internal interface Rust {
    fun replan(plan: ByteArray, journal: ByteArray, now: Long, zone: String): ByteArray?

    fun tell(event: String, what: String? = null)

    /** The library that is installed with the app. */
    object Library : Rust {
        private val isThere: Boolean by lazy {
            try {
                System.loadLibrary("main")
                true
            } catch (_: LinkageError) {
                false
            }
        }

        override fun replan(plan: ByteArray, journal: ByteArray, now: Long, zone: String): ByteArray? =
            attempt { Native.replan(plan, journal, now, zone) }

        override fun tell(event: String, what: String?) {
            val json = JSONObject().put("event", event)
            what?.let { json.put("what", it) }
            attempt { Native.tell(json.toString()) }
        }

        /** A library of another build lacks functions that this one calls: that, too, is no Rust. */
        private fun <T> attempt(call: () -> T): T? =
            try {
                if (isThere) call() else null
            } catch (_: LinkageError) {
                null
            }
    }
}
