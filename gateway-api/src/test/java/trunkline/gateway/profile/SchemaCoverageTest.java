package trunkline.gateway.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import trunkline.profile.ProfileCatalog;
import trunkline.profile.ProfileKind;

/** A key is in the schema only if a test shows both sides of it. */
class SchemaCoverageTest {

    @ParameterizedTest
    @EnumSource(names = {"SMSC", "TRUNK"})
    void everyKeyOfTheSchemaIsProved(ProfileKind kind) {
        Set<String> keys = ProfileCatalog.shipped().fields(kind).stream()
                .map(field -> field.pointer().replace("/*", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(proved().filter(key -> key.startsWith("/" + kind.section() + "/")))
                .as("keys with a test that is marked @Proves")
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    private static Stream<String> proved() {
        return new ClassFileImporter()
                        .importPackages(
                                "trunkline.gateway.profile", "trunkline.gateway.smsc", "trunkline.gateway.trunk")
                        .stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(Proves.class))
                        .flatMap(method -> Stream.of(
                                method.getAnnotationOfType(Proves.class).value()));
    }
}
