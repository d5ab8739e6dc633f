package io.github.tomcatdynamodb;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.github.tomcatdynamodb.Room.ROOT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.github.tomcatdynamodb.table.CallListener;
import io.github.tomcatdynamodb.table.TableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Which package may know what: data flows downwards, a lower room knows nothing of a higher one.
 */
class ArchitectureTest {
    private static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> !location.contains("bundled"))
                    .importUrl(
                            DynamoDBStore.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation());

    @TestFactory
    Stream<DynamicTest> aPackageKnowsOnlyItsOwn() {
        return Room.ALL.stream()
                .map(room -> DynamicTest.dynamicTest(room.name(), () -> room.rule().check(MAIN)));
    }

    @Test
    void everyPackageHasItsRule() {
        List<String> packages =
                MAIN.stream()
                        .map(type -> type.getPackageName())
                        .filter(name -> !name.equals(ROOT))
                        .map(name -> name.substring(ROOT.length() + 1))
                        .distinct()
                        .sorted()
                        .toList();
        List<String> ruled = Room.ALL.stream().map(Room::name).sorted().toList();

        // The command line tool stands above everything, like the root.
        assertEquals(ruled, packages.stream().filter(name -> !name.equals("cli")).toList());
    }

    @Test
    void packagesDependOnOneAnotherInOneDirection() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MAIN);
    }

    /** The words that the rooms inside of {@code value} share with those that stand above it. */
    private static final String WORDS_OF_VALUE =
            ".*\\.value\\.(StoredValue|ValueBytes|Fingerprint|ClassFilter.*|Un(stor|read)ableValueException.*)(\\[\\])*;?";

    @Test
    void theRoomsInsideOfValue_knowNothingOfIt_butItsWords() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".value.*")
                .should()
                .dependOnClassesThat(
                        resideInAPackage(ROOT + ".value")
                                .and(DescribedPredicate.not(nameMatching(WORDS_OF_VALUE))))
                .check(MAIN);
    }

    /** Some of what they have is public for one another. */
    @Test
    void theRoomsInsideOfValue_areNotUsedOutsideOfIt() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".value..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage(ROOT + ".value.*")
                                .and(DescribedPredicate.not(nameMatching(FOR_SETTINGS))))
                .check(MAIN);
    }

    /** What settings fill. */
    private static final String FOR_SETTINGS = ".*\\.value\\.(limits\\.Limits|seal\\..*)";

    @Test
    void nothingKnowsTheRoot() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT, ROOT + ".cli")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .check(MAIN);
    }

    @Test
    void onlyTheTable_callsDynamoDb() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".table")
                .and()
                // Takes one and hands it on.
                .doNotHaveFullyQualifiedName(DynamoDBStore.class.getName())
                .should()
                .dependOnClassesThat(
                        nameMatching(
                                "software\\.amazon\\.awssdk\\.services\\.dynamodb\\.[A-Za-z]*Client.*"))
                .check(MAIN);
    }

    @Test
    void recordUsesOnlyTheVocabularyOfTable() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".record")
                .should()
                .dependOnClassesThat(nameMatching(".*\\.table\\.(?!ItemPut$|ItemUpdate$).*"))
                .check(MAIN);
    }

    @Test
    void jmxUsesOnlyTheListenerOfTable() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".jmx")
                .should()
                .dependOnClassesThat(
                        nameMatching(".*\\.table\\.(?!CallListener$|TableException).*"))
                .check(MAIN);
        // The rule names classes: they must exist.
        assertEquals(ROOT + ".table", CallListener.class.getPackageName());
        assertEquals(ROOT + ".table", TableException.class.getPackageName());
    }

    @Test
    void onlySession_knowsStandardSession() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".session")
                .should()
                .dependOnClassesThat(
                        nameMatching("org\\.apache\\.catalina\\.session\\.StandardSession.*"))
                .check(MAIN);
    }

    @Test
    void onlyTheCommitHook_reachesIntoTheConnector() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.request\\.CommitHook.*")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.invoke.VarHandle")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.apache.coyote.ActionHook")
                .check(MAIN);
    }

    @Test
    void nothingMentionsServletTypes() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.servlet..", "jakarta.servlet..")
                .check(MAIN);
    }

    @Test
    void thereIsNoStaticMutableState() {
        fields().that().areStatic().should().beFinal().check(MAIN);
        fields().that()
                .areStatic()
                .should()
                .notHaveRawType(
                        assignableTo(ThreadLocal.class)
                                .or(resideInAPackage("java.util.concurrent..")))
                .check(MAIN);
    }

    @Test
    void nothingPrints() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(MAIN);
    }

    @Test
    void nothingOpensWhatIsPrivateToOthers() {
        // But for the fields of the objects that an application puts into its sessions.
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".value..")
                .should()
                .callMethodWhere(target(nameMatching("setAccessible|trySetAccessible")))
                .check(MAIN);
    }

    @Test
    void nothingSleepsOrStartsAThread() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli")
                .and()
                .doNotHaveSimpleName("TimeoutThreads")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callConstructorWhere(target(owner(assignableTo(Thread.class))))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.Executors")
                .check(MAIN);
    }

    @Test
    void theTimeComesFromAClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".cli")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(MAIN);
    }

    @Test
    void unitTestsDoNotSleep() {
        JavaClasses tests =
                new ClassFileImporter()
                        .importUrl(
                                ArchitectureTest.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation());
        noClasses()
                .that()
                .resideInAPackage(ROOT + "..")
                .and()
                .resideOutsideOfPackage(ROOT + ".it..")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .check(tests);
        methods()
                .that()
                .areAnnotatedWith(Test.class)
                .should()
                .notBePublic()
                .allowEmptyShould(true)
                .check(tests);
    }

    @Test
    void aRuleThatIsBrokenFails() {
        ArchRule rule = Room.of("record", ROOT + ".value").rule();

        assertThrows(AssertionError.class, () -> rule.check(MAIN));
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        Path sources = Path.of(System.getProperty("basedir", "."), "src/main/java");
        List<Path> packages;
        try (Stream<Path> files = Files.walk(sources)) {
            packages =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .map(Path::getParent)
                            .distinct()
                            .toList();
        }

        assertTrue(packages.size() >= Room.ALL.size(), packages.toString());
        for (Path directory : packages) {
            assertTrue(Files.exists(directory.resolve("package-info.java")), directory.toString());
        }
    }
}
