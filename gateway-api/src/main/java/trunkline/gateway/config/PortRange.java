package trunkline.gateway.config;

/**
 * UDP ports that may be used.
 *
 * @param first 1 to 65534
 * @param last above {@code first}, inclusive
 */
public record PortRange(int first, int last) {

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
