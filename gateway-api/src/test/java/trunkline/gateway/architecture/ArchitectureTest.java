package trunkline.gateway.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchitectureTest {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("trunkline");

    /** Classes in {@code planted} packages of the tests, each of which breaks a rule. */
    private static final JavaClasses PLANTED = new ClassFileImporter()
            .withImportOption(ArchitectureTest::isPlanted)
            .importPackages("trunkline");

    private static boolean isPlanted(Location location) {
        return location.contains("/planted/");
    }

    @ParameterizedTest
    @EnumSource
    void theProductKeepsToTheRule(ArchitectureRules rule) {
        rule.rule().check(PRODUCT);
    }

    @ParameterizedTest
    @EnumSource
    void theRuleBitesOnAPlantedViolation(ArchitectureRules rule) {
        assertThat(rule.rule().evaluate(PLANTED).hasViolation()).isTrue();
    }
}
