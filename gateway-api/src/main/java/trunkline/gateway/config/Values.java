package trunkline.gateway.config;

import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import trunkline.gateway.account.RateLimit;
import trunkline.gateway.dispatch.AmbiguityRule;

/** How values are written in the file. Each parser answers null for what it cannot read. */
final class Values {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Pattern RATE = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?)/(s|m|h)");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})(KB|MB|GB)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}(?:\\.[0-9]{1,6})?");
    private static final int PORT_MAX = 65_535;

    private Values() {}

    /** A number with up to six decimals. */
    static @Nullable BigDecimal number(String text, double min, double max) {
        if (!NUMBER.matcher(text).matches()) {
            return null;
        }
        BigDecimal value = new BigDecimal(text);
        return value.doubleValue() >= min && value.doubleValue() <= max ? value : null;
    }

    static @Nullable Integer integer(String text, int min, int max) {
        try {
            int value = Integer.parseInt(text);
            return value >= min && value <= max ? value : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static @Nullable Boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        };
    }

    static @Nullable Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        long count = Long.parseLong(matcher.group(1));
        Duration duration =
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                };
        return duration.isZero() ? null : duration;
    }

    /** Events a second: {@code 100/s}, {@code 0.2/s}, {@code 12/m}. */
    static @Nullable Double perSecond(String text) {
        Matcher matcher = RATE.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        double perSecond = Double.parseDouble(matcher.group(1)) / seconds(matcher.group(2));
        return perSecond > 0 ? perSecond : null;
    }

    /** So many whole requests in each second, minute or hour. */
    static @Nullable RateLimit rateLimit(String text) {
        Matcher matcher = RATE.matcher(text);
        if (!matcher.matches() || matcher.group(1).contains(".")) {
            return null;
        }
        int requests = Integer.parseInt(matcher.group(1));
        return requests == 0
                ? null
                : new RateLimit(
                        requests, Duration.ofSeconds(seconds(matcher.group(2))).toNanos());
    }

    private static int seconds(String unit) {
        return switch (unit) {
            case "s" -> 1;
            case "m" -> 60;
            default -> 3_600;
        };
    }

    /** Octets: {@code 20MB} is 20 · 1024². */
    static @Nullable Long size(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        int shift =
                switch (matcher.group(2)) {
                    case "KB" -> 10;
                    case "MB" -> 20;
                    default -> 30;
                };
        return Long.parseLong(matcher.group(1)) << shift;
    }

    /** {@code HOST:PORT}; port 0 lets the system choose. Not resolved. */
    static @Nullable InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        Integer port = colon <= 0 ? null : integer(text.substring(colon + 1), 0, PORT_MAX);
        if (port == null) {
            return null;
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        return InetSocketAddress.createUnresolved(host, port);
    }

    /** {@code FIRST-LAST}. */
    static @Nullable PortRange ports(String text) {
        int dash = text.indexOf('-');
        if (dash < 0) {
            return null;
        }
        Integer first = integer(text.substring(0, dash), 1, PORT_MAX);
        Integer last = integer(text.substring(dash + 1), 1, PORT_MAX);
        return first == null || last == null || last <= first ? null : new PortRange(first, last);
    }

    /** The value as it would be written in the file. */
    static String write(Object value) {
        if (value instanceof Duration duration) {
            return write(duration);
        }
        if (value instanceof InetSocketAddress address) {
            return address.getHostString() + ":" + address.getPort();
        }
        if (value instanceof RateLimit limit) {
            return limit.requests() + "/"
                    + unit(Duration.ofNanos(limit.windowNanos()).toSeconds());
        }
        if (value instanceof Double perSecond) {
            String number = perSecond.toString();
            return (number.endsWith(".0") ? number.substring(0, number.length() - 2) : number) + "/s";
        }
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().toPlainString();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        if (value instanceof Long octets) {
            return writeSize(octets);
        }
        if (value instanceof AmbiguityRule.Choice choice) {
            return choice.label();
        }
        return value.toString();
    }

    private static String writeSize(long octets) {
        if (octets % (1L << 30) == 0) {
            return (octets >> 30) + "GB";
        }
        return octets % (1L << 20) == 0 ? (octets >> 20) + "MB" : (octets >> 10) + "KB";
    }

    private static String unit(long seconds) {
        return seconds == 1 ? "s" : seconds == 60 ? "m" : "h";
    }

    private static String write(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1_000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1_000;
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
