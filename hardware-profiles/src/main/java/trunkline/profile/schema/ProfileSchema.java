package trunkline.profile.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The JSON Schema (draft 2020-12) of profiles. Thread-safe. */
public final class ProfileSchema {

    private static final String RESOURCE = "/profiles/schema-1.json";

    private final JsonNode document;
    /** Compiled when it is first asked: that takes longer than to read all profiles that are shipped. */
    private @Nullable Schema schema;

    private final Map<String, List<Field>> fields = new ConcurrentHashMap<>();

    private ProfileSchema(JsonNode document) {
        this.document = document;
    }

    /** The schema that this version of Trunkline reads. */
    public static ProfileSchema current() {
        try (InputStream in = ProfileSchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + RESOURCE);
            }
            return new ProfileSchema(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }

    /** What is wrong with a profile, in the order of its keys; empty if nothing is. */
    public List<Violation> validate(JsonNode profile) {
        Rules rules = new Rules(document);
        List<Error> errors = compiled().validate(profile);
        return errors.stream()
                .flatMap(error -> rules.of(error).stream())
                .distinct()
                .toList();
    }

    private synchronized Schema compiled() {
        if (schema == null) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(document);
        }
        return schema;
    }

    /** The keys that a kind of profile may have, in the order of the schema. */
    public List<Field> fields(String kind) {
        return fields.computeIfAbsent(kind, name -> List.copyOf(new Fields(document).of(name)));
    }
}
