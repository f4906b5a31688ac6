package trunkline.gateway.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** The directions of the arrows and the seams of the libraries, for all modules: this one alone sees all of them. */
enum ArchitectureRules {
    THE_CORE_KNOWS_NO_ADAPTER_AND_NO_PROTOCOL(noClasses()
            .that()
            .resideInAnyPackage(
                    "trunkline.gateway.message..",
                    "trunkline.gateway.call..",
                    "trunkline.gateway.dispatch..",
                    "trunkline.gateway.route..",
                    "trunkline.gateway.inbound..",
                    "trunkline.gateway.limit..",
                    "trunkline.gateway.hours..",
                    "trunkline.gateway.bank..",
                    "trunkline.gateway.ladder..",
                    "trunkline.gateway.store..",
                    "trunkline.gateway.link..",
                    "trunkline.gateway.event..",
                    "trunkline.gateway.account..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.netty..",
                    "java.sql..",
                    "org.sqlite..",
                    "com.fasterxml..",
                    "io.micrometer..",
                    "trunkline.smpp..",
                    "trunkline.sip..",
                    "trunkline.media..",
                    "trunkline.profile..",
                    "trunkline.gateway",
                    "trunkline.gateway.http..",
                    "trunkline.gateway.smsc..",
                    "trunkline.gateway.trunk..",
                    "trunkline.gateway.storage..",
                    "trunkline.gateway.webhook..",
                    "trunkline.gateway.config..",
                    "trunkline.gateway.metrics..",
                    "trunkline.gateway.simulator..",
                    "trunkline.gateway.cli..")),

    SMPP_KNOWS_NO_OTHER_MODULE(noClasses()
            .that()
            .resideInAPackage("trunkline.smpp..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("trunkline.sip..", "trunkline.media..", "trunkline.profile..", "trunkline.gateway..")),

    SIP_KNOWS_NO_OTHER_MODULE(noClasses()
            .that()
            .resideInAPackage("trunkline.sip..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("trunkline.smpp..", "trunkline.media..", "trunkline.profile..", "trunkline.gateway..")),

    MEDIA_KNOWS_NO_OTHER_MODULE(noClasses()
            .that()
            .resideInAPackage("trunkline.media..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("trunkline.smpp..", "trunkline.sip..", "trunkline.profile..", "trunkline.gateway..")),

    PROFILES_KNOW_NO_OTHER_MODULE(noClasses()
            .that()
            .resideInAPackage("trunkline.profile..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("trunkline.smpp..", "trunkline.sip..", "trunkline.media..", "trunkline.gateway..")),

    CLOUDHOPPER_STAYS_BEHIND_ITS_SEAM(noClasses()
            .that()
            .resideOutsideOfPackages("trunkline.smpp.session..", "trunkline.smpp.simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.cloudhopper..", "org.jboss.netty..")),

    JAIN_SIP_STAYS_BEHIND_ITS_SEAM(noClasses()
            .that()
            .resideOutsideOfPackages("trunkline.sip.stack..", "trunkline.sip.simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.sip..", "gov.nist..")),

    DNSJAVA_STAYS_BEHIND_ITS_SEAM(noClasses()
            .that()
            .resideOutsideOfPackage("trunkline.sip.locate..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.xbill.DNS..")),

    NETTY_STAYS_BEHIND_ITS_SEAMS(noClasses()
            .that()
            .resideOutsideOfPackages(
                    "trunkline.smpp.session..",
                    "trunkline.smpp.simulator..",
                    "trunkline.sip.stream..",
                    "trunkline.gateway.webhook..",
                    "trunkline.gateway.http..")
            .and() // ports that calls share: sendmmsg
            .haveNameNotMatching("trunkline\\.media\\.rtp\\.Shared(PortIo|Socket).*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..")),

    SQL_STAYS_BEHIND_ITS_SEAM(noClasses()
            .that()
            .resideOutsideOfPackage("trunkline.gateway.storage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.sqlite..")),

    JAVAX_SOUND_STAYS_BEHIND_ITS_SEAM(noClasses()
            .that()
            .resideOutsideOfPackage("trunkline.media.source..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("javax.sound..")),

    SNAKEYAML_STAYS_BEHIND_ITS_SEAM(noClasses()
            .that()
            .resideOutsideOfPackage("trunkline.profile.yaml..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.yaml..")),

    JSON_SCHEMA_STAYS_BEHIND_ITS_SEAM(noClasses()
            .that()
            .resideOutsideOfPackage("trunkline.profile.schema..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.networknt..")),

    RE2J_STAYS_BEHIND_ITS_SEAMS(noClasses()
            .that()
            .resideOutsideOfPackages("trunkline.profile..", "trunkline.gateway.route..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.re2j..")),

    NIMBUS_STAYS_BEHIND_ITS_SEAM(noClasses()
            .that()
            .resideOutsideOfPackage("trunkline.gateway.http.dialect.voximplant..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.nimbusds..")),

    MICROMETER_STAYS_BEHIND_ITS_SEAM(noClasses()
            .that()
            .resideOutsideOfPackage("trunkline.gateway.metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer..")),

    PACKAGES_HAVE_NO_CYCLES(slices().matching("trunkline.(*).(*)..").should().beFreeOfCycles()),

    TIME_IS_PASSED_IN(noClasses()
            .that()
            .haveNameNotMatching(
                    "trunkline\\.(sip\\.stack\\.(SipUserAgent|CallTable)|sip\\.simulator\\.OpenCall|media\\.recorder\\.RtpRecorder).*")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(Instant.class, "now")
            .because("only the owners of threads, named here, look at a clock themselves")),

    NO_NAME_IS_VAGUE(classes().should().haveNameNotMatching(".*(Impl|Manager|Helper|Utils?)$")),

    NOBODY_SLEEPS_OR_PRINTS(noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Throwable.class, "printStackTrace")
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")),

    PUBLIC_CLASSES_ARE_FINAL(classes()
            .that()
            .arePublic()
            .and()
            .areNotInterfaces()
            .and()
            .doNotHaveModifier(ABSTRACT)
            .and()
            .areNotEnums()
            .should()
            .haveModifier(FINAL));

    @SuppressWarnings("ImmutableEnumChecker") // ArchUnit's rules are, and do not say so
    private final ArchRule rule;

    ArchitectureRules(ArchRule rule) {
        this.rule = rule;
    }

    ArchRule rule() {
        return rule;
    }
}
