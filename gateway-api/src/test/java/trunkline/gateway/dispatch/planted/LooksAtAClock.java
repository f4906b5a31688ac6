package trunkline.gateway.dispatch.planted;

/** Breaks a rule of the architecture, to show that the rule bites. */
final class LooksAtAClock {

    long now() {
        return System.nanoTime();
    }
}
