package trunkline.smpp;

import static com.tngtech.archunit.core.importer.ImportOption.Predefined.DO_NOT_INCLUDE_TESTS;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The seams inside the module. */
class ModuleRulesTest {

    private final JavaClasses classes =
            new ClassFileImporter().withImportOption(DO_NOT_INCLUDE_TESTS).importPackages("trunkline.smpp");

    @Test
    void cloudhopperAndNettyStayInSessionAndSimulator() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..session..", "..simulator..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.cloudhopper..", "org.jboss.netty..", "io.netty..")
                .check(classes);
    }

    @Test
    void theSimulatorSharesNothingWithTheSideItTestsButAddresses() {
        noClasses()
                .that()
                .resideInAPackage("..simulator..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "..smpp.bind..", "..smpp.session..", "..smpp.segment..", "..smpp.receipt..", "..smpp.inbound..")
                .check(classes);
        noClasses()
                .that()
                .resideOutsideOfPackage("..simulator..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..simulator..")
                .check(classes);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("trunkline.smpp.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void timeIsPassedIn() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(classes);
    }
}
