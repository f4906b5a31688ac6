package trunkline.gateway.http;

import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * What all connections share.
 *
 * @param router finds who answers
 * @param uploads directory of files that are being uploaded
 * @param clients tells where requests come from
 * @param observer is told of every answer
 * @param nanoClock {@link System#nanoTime} readings
 */
public record Front(
        Router router, Path uploads, ClientAddress clients, RequestObserver observer, LongSupplier nanoClock) {}
