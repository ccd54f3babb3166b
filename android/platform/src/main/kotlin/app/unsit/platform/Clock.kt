package app.unsit.platform

import java.security.SecureRandom
import java.util.TimeZone
import java.util.UUID

/** What time it is, and where. Asked for nowhere else, so that tests can say. */
internal interface Clock {
    /** Milliseconds since 1970, UTC. */
    fun now(): Long

    /** The name of the time zone in the IANA data base. */
    fun zone(): String

    object System : Clock {
        override fun now(): Long = java.lang.System.currentTimeMillis()

        override fun zone(): String = TimeZone.getDefault().id
    }
}

/** A UUID, version 7: ids of records are in the order of their times. */
internal fun recordId(now: Long, random: java.util.Random = RANDOM): String {
    val high = (now shl 16) or 0x7000L or (random.nextLong() and 0x0fff)
    val low = (random.nextLong() and 0x3fffffffffffffffL) or Long.MIN_VALUE
    return UUID(high, low).toString()
}

private val RANDOM = SecureRandom()
