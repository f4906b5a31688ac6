package trunkline.gateway.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Says of each metric what it counts, for who reads {@code # HELP}: a line of {@code help.properties} for each name. */
final class MeterHelp implements MeterFilter {

    private final Properties texts = new Properties();

    MeterHelp() {
        try (InputStream file = MeterHelp.class.getResourceAsStream("help.properties")) {
            texts.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        String text = texts.getProperty(id.getName());
        return text == null
                ? id
                : new Meter.Id(id.getName(), Tags.of(id.getTagsAsIterable()), id.getBaseUnit(), text, id.getType());
    }
}
