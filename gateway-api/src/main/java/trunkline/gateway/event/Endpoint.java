package trunkline.gateway.event;

import org.jspecify.annotations.Nullable;
import trunkline.gateway.message.MessageId;

/**
 * Where webhooks of an account go.
 *
 * @param id its name; its key orders the endpoints of a store by their making
 * @param account whose events it gets
 * @param settings what its owner has chosen
 * @param createdAtMicros microseconds since 1970 in UTC
 * @param updatedAtMicros when its settings last changed
 */
public record Endpoint(MessageId id, long account, Settings settings, long createdAtMicros, long updatedAtMicros) {

    /**
     * What the owner of an endpoint chooses.
     *
     * @param url where it is, checked by {@code TargetUrl}
     * @param filter which events it gets
     * @param description for its owner
     * @param paused whether nothing is sent for the time being
     * @param callback how it gets what phones send, if it gets that alone; null for events
     */
    public record Settings(
            String url, EventFilter filter, String description, boolean paused, @Nullable Callback callback) {

        /** One that gets events. */
        public Settings(String url, EventFilter filter, String description, boolean paused) {
            this(url, filter, description, paused, null);
        }

        /** What is sent there is of this type. */
        public String contentType() {
            return callback == null ? "application/json" : callback.form().contentType();
        }
    }

    public long key() {
        return id.key();
    }
}
