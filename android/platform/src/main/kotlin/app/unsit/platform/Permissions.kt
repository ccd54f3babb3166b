package app.unsit.platform

import android.Manifest
import android.app.Activity
import android.app.ActivityManager
import android.app.usage.UsageStatsManager
import android.content.Context
import android.content.pm.PackageManager
import android.os.Build

/** What the person and the system allow. */
internal class Permissions(private val context: Context) {
    private val kept = context.getSharedPreferences("permissions", Context.MODE_PRIVATE)

    fun notifications(): String = when {
        Notices(context).areAllowed() -> "ready"
        // Until Android 13 they are allowed from the start, and only a person can have switched them off.
        Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU -> "forbidden"
        isGranted(Manifest.permission.POST_NOTIFICATIONS) -> "forbidden"
        else -> open(Manifest.permission.POST_NOTIFICATIONS)
    }

    fun steps(steps: Steps): String = when {
        !steps.isThere() -> "unsupported"
        steps.isAllowed() -> "ready"
        else -> open(Manifest.permission.ACTIVITY_RECOGNITION)
    }

    /** Whether the system lets the app run when its alarms ring. */
    fun battery(): String {
        val isRestricted = Build.VERSION.SDK_INT >= Build.VERSION_CODES.P &&
            context.getSystemService(ActivityManager::class.java).isBackgroundRestricted
        val isShelved = Build.VERSION.SDK_INT >= Build.VERSION_CODES.R &&
            context.getSystemService(UsageStatsManager::class.java).appStandbyBucket >= UsageStatsManager.STANDBY_BUCKET_RESTRICTED
        return if (isRestricted || isShelved) "restricted" else "free"
    }

    /**
     * Has the system ask the person.
     *
     * @throws IllegalArgumentException when nothing of this name is asked for
     * @throws IllegalStateException when the app is not in sight
     */
    fun ask(what: String) {
        val permission = when (what) {
            "notifications" -> Manifest.permission.POST_NOTIFICATIONS.takeIf { Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU }
            "steps" -> Manifest.permission.ACTIVITY_RECOGNITION.takeIf { Build.VERSION.SDK_INT >= Build.VERSION_CODES.Q }
            else -> throw IllegalArgumentException("nothing asks for \"$what\"")
        }
        // Older systems have nothing to ask: it is allowed, or switched off on their page.
        if (permission == null || isGranted(permission)) return Parts.rust.tell("state")
        val activity = Screen.activity ?: throw IllegalStateException("open Unsit and ask again")
        kept.edit().putBoolean(permission, true).apply()
        Main.run { activity.requestPermissions(arrayOf(permission), REQUEST) }
    }

    private fun isGranted(permission: String) = context.checkSelfPermission(permission) == PackageManager.PERMISSION_GRANTED

    /** The system asks a second time after one refusal, and no more after two. */
    private fun open(permission: String): String {
        val wasAsked = kept.getBoolean(permission, false)
        val mayAskAgain = Screen.activity?.let { it: Activity -> it.shouldShowRequestPermissionRationale(permission) } ?: false
        return if (!wasAsked || mayAskAgain) "unasked" else "forbidden"
    }

    private companion object {
        const val REQUEST = 1
    }
}
