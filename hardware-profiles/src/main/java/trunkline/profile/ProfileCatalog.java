package trunkline.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import trunkline.profile.SmscProfile.IdBase;
import trunkline.profile.SmscProfile.IdForm;
import trunkline.profile.SmscProfile.Ids;
import trunkline.profile.SmscProfile.StatusClass;
import trunkline.profile.SmscProfile.Timers;

/** The profiles that are shipped, each merged over the one that it extends. Immutable. */
public final class ProfileCatalog {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final int DEPTH_MAX = 4;

    private final Map<String, JsonNode> files;

    private ProfileCatalog(Map<String, JsonNode> files) {
        this.files = files;
    }

    /** Reads the profiles that are shipped. */
    public static ProfileCatalog shipped() {
        Map<String, JsonNode> files = new TreeMap<>();
        for (String name : resource("index").lines().toList()) {
            try {
                JsonNode profile = YAML.readTree(resource(name));
                files.put(profile.path("id").asText(), profile);
            } catch (IOException e) {
                throw new UncheckedIOException(name, e);
            }
        }
        return new ProfileCatalog(files);
    }

    private static String resource(String name) {
        try (InputStream in = ProfileCatalog.class.getResourceAsStream("/profiles/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no resource /profiles/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** Names of the profiles of a kind: {@code smsc}, {@code trunk}. */
    public Set<String> names(String kind) {
        return files.entrySet().stream()
                .filter(file -> file.getValue().path("kind").asText().equals(kind))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The profile of an SMSC; a name that {@link #names} does not have is an {@link InvalidProfileException}. */
    public SmscProfile smsc(String id) {
        ProfileNode smpp = new ProfileNode(id + ": /smpp", merged("smsc", id).path("smpp"));
        ProfileNode timers = smpp.at("timers");
        ProfileNode ids = smpp.at("ids");
        Map<Integer, StatusClass> statuses = new TreeMap<>();
        smpp.at("statuses")
                .statuses()
                .forEach((status, node) -> statuses.put(status, node.at("class").oneOf(StatusClass.class)));
        return new SmscProfile(
                id,
                smpp.at("port").integer(),
                new Timers(
                        timers.at("enquire_link").duration(),
                        timers.at("response").duration(),
                        timers.at("session_init").duration()),
                smpp.at("flow").at("window").integer(),
                new Ids(idForm(ids.at("submit_resp")), idForm(ids.at("receipt_text")), idForm(ids.at("receipt_tlv"))),
                smpp.at("receipt").at("esm_class_mask").integer(),
                Map.copyOf(statuses));
    }

    private static IdForm idForm(ProfileNode node) {
        return new IdForm(
                node.at("base").oneOf(IdBase.class),
                node.at("strip_leading_zeros").flag(),
                node.at("ignore_case").flag());
    }

    /** The profile of a trunk; a name that {@link #names} does not have is an {@link InvalidProfileException}. */
    public TrunkProfile trunk(String id) {
        ProfileNode sip = new ProfileNode(id + ": /sip", merged("trunk", id).path("sip"));
        return new TrunkProfile(id, sip.at("port").integer(), sip.at("codecs").texts());
    }

    private JsonNode merged(String kind, String id) {
        ObjectNode result = YAML.createObjectNode();
        String next = id;
        for (int depth = 0; !next.isEmpty(); depth++) {
            JsonNode file = files.get(next);
            if (file == null || !file.path("kind").asText().equals(kind)) {
                throw new InvalidProfileException(
                        "no " + kind + " profile is called '" + next + "': there are " + names(kind));
            }
            if (depth == DEPTH_MAX) {
                throw new InvalidProfileException(id + " extends more than " + (DEPTH_MAX - 1) + " others");
            }
            addMissing(result, file);
            next = file.path("extends").asText();
        }
        return result;
    }

    /** Puts into {@code target} what {@code base} has and it has not. */
    private static void addMissing(ObjectNode target, JsonNode base) {
        for (Map.Entry<String, JsonNode> field : base.properties()) {
            JsonNode own = target.get(field.getKey());
            if (own == null) {
                target.set(field.getKey(), field.getValue().deepCopy());
            } else if (own instanceof ObjectNode object && field.getValue().isObject()) {
                addMissing(object, field.getValue());
            }
        }
    }
}
