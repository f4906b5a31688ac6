package trunkline.gateway.http.dialect.amivono;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.http.Json;

/**
 * The uploads that are being made into prompts, and how far each is. As many as the shelf lets wait; two uploads of one
 * name show the later. Thread-safe.
 */
final class Preparations {

    private record Name(long account, String file) {}

    private final Map<Name, Preparation> running = new ConcurrentHashMap<>();

    /** One upload. */
    final class Preparation implements DoubleConsumer {
        private final Name name;
        private volatile int percent;

        private Preparation(Name name) {
            this.name = name;
        }

        /** The share that is decoded, 0 to 1. */
        @Override
        public void accept(double share) {
            percent = (int) (100 * share);
        }

        void end() {
            running.remove(name, this);
        }
    }

    Preparation begin(long account, String file) {
        var preparation = new Preparation(new Name(account, file));
        running.put(preparation.name, preparation);
        return preparation;
    }

    /** How far the upload under this name is; null if there is none. */
    @Nullable
    ObjectNode show(long account, String file) {
        Preparation preparation = running.get(new Name(account, file));
        return preparation == null ? null : Json.object().put("decoded_percent", preparation.percent);
    }
}
