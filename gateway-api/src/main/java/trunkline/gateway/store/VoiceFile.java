package trunkline.gateway.store;

/**
 * A voice file that an account has uploaded.
 *
 * @param name the name it is asked for by, unique in its account
 * @param prompt names the prompt that was made of it
 * @param octets size of the upload
 * @param durationMillis how long it plays
 * @param createdAtMicros when it was uploaded, microseconds since 1970 in UTC
 */
public record VoiceFile(String name, String prompt, long octets, long durationMillis, long createdAtMicros) {}
