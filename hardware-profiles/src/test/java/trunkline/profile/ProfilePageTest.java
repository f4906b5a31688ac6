package trunkline.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProfilePageTest {

    private static final Path PAGE = Path.of("../docs/profiles.md");

    @Test
    void thePageInDocsIsTheOneThatTheProfilesMake() throws Exception {
        assertThat(Files.readString(PAGE))
                .as("make it anew: ./trunkline profile page > docs/profiles.md")
                .isEqualTo(ProfileCatalog.shipped().page());
    }
}
