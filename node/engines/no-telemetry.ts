/**
 * Keeps onnxruntime to itself: since 1.30 its library for Node keeps a number of the machine in the user's cache folder, and tells its maker of
 * every session that is made.
 *
 * Imported before the library, and by the thread that starts the one which loads it: only the first thread's variables are the process's own.
 */
process.env['ORT_DISABLE_TELEMETRY'] ??= '1'
