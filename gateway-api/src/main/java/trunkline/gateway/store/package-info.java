/**
 * What the core asks of whoever keeps messages; an adapter answers (the package {@code storage}).
 *
 * <p>Every verb that writes joins the next commit of the one writer and completes once that commit is on stable storage.
 * {@link trunkline.gateway.store.MessageStore#accept} alone can find the writer full; what the gateway itself has to
 * record is bounded by the windows of its binds and the channels of its trunks, and always finds room.
 */
@NullMarked
package trunkline.gateway.store;

import org.jspecify.annotations.NullMarked;
