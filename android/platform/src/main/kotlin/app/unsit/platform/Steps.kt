package app.unsit.platform

import android.Manifest
import android.content.Context
import android.content.pm.PackageManager
import android.hardware.Sensor
import android.hardware.SensorEvent
import android.hardware.SensorEventListener
import android.hardware.SensorManager
import android.os.Build
import android.os.Handler
import android.os.HandlerThread
import android.provider.Settings
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import java.util.concurrent.TimeoutException
import kotlin.math.abs

/**
 * Steps, of a counter that knows only how many there were since the phone was switched on. What it said and when is kept, so that
 * the difference is the steps in between.
 */
internal class Steps(private val context: Context, private val clock: Clock, private val counter: Counter = Counter.Phone(context)) {
    private val kept = context.getSharedPreferences("steps", Context.MODE_PRIVATE)

    /** So many steps within so many milliseconds count as having moved. */
    data class Rule(val steps: Long, val window: Long)

    /** What counts steps. */
    interface Counter {
        fun isThere(): Boolean

        /** Steps since the phone was switched on; null when it does not say. */
        fun total(): Long?

        /** The counter of the phone. */
        class Phone(context: Context) : Counter {
            private val manager = context.getSystemService(SensorManager::class.java)
            private val sensor: Sensor? = manager.getDefaultSensor(Sensor.TYPE_STEP_COUNTER)

            override fun isThere(): Boolean = sensor != null

            override fun total(): Long? {
                val sensor = sensor ?: return null
                val total = CompletableFuture<Long>()
                val listener = object : SensorEventListener {
                    override fun onSensorChanged(event: SensorEvent) {
                        total.complete(event.values[0].toLong())
                    }

                    override fun onAccuracyChanged(sensor: Sensor, accuracy: Int) = Unit
                }
                // Of its own, because who asks may be on the thread that events come on otherwise.
                val thread = HandlerThread("unsit-steps").apply { start() }
                try {
                    manager.registerListener(listener, sensor, SensorManager.SENSOR_DELAY_FASTEST, Handler(thread.looper))
                    return total.get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                } catch (_: TimeoutException) {
                    return null
                } finally {
                    manager.unregisterListener(listener)
                    thread.quit()
                }
            }
        }
    }

    private class Sample(val at: Long, val total: Long)

    fun isThere(): Boolean = counter.isThere()

    fun isAllowed(): Boolean =
        Build.VERSION.SDK_INT < Build.VERSION_CODES.Q ||
            context.checkSelfPermission(Manifest.permission.ACTIVITY_RECOGNITION) == PackageManager.PERMISSION_GRANTED

    /** Asks the counter, and keeps what it says. */
    fun sample(): Long? {
        if (!isThere() || !isAllowed()) return null
        val total = counter.total() ?: return null
        val now = clock.now()
        val samples = samples().filter { it.at in now - KEPT until now && it.total <= total } + Sample(now, total)
        kept.edit().putString(SAMPLES, samples.joinToString(" ") { "${it.at}:${it.total}" }).putInt(BOOT, boot()).apply()
        return total
    }

    /** Steps since this instant; null when nobody can say, because the counter was not asked around then. */
    fun since(instant: Long): Long? {
        val total = sample() ?: return null
        val then = samples().minByOrNull { abs(it.at - instant) }?.takeIf { abs(it.at - instant) <= SLACK } ?: return null
        return total - then.total
    }

    /** Whether there were enough steps lately; without an answer nobody has moved. */
    fun haveMoved(rule: Rule): Boolean = (since(clock.now() - rule.window) ?: 0) >= rule.steps

    /** Those of another start of the phone are of another count. */
    private fun samples(): List<Sample> {
        if (kept.getInt(BOOT, -1) != boot()) return emptyList()
        return kept.getString(SAMPLES, null).orEmpty().split(' ').mapNotNull { sample ->
            val (at, total) = sample.split(':').mapNotNull(String::toLongOrNull).takeIf { it.size == 2 } ?: return@mapNotNull null
            Sample(at, total)
        }
    }

    private fun boot(): Int = Settings.Global.getInt(context.contentResolver, Settings.Global.BOOT_COUNT, 0)

    private companion object {
        const val SAMPLES = "samples"
        const val BOOT = "boot"
        const val KEPT = 2 * 60 * 60 * 1000L
        const val PATIENCE_SECONDS = 2L

        /** Alarms are not to the second: what the counter said a little earlier or later counts. */
        const val SLACK = 2 * 60 * 1000L
    }
}
