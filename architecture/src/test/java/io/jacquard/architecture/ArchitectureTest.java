package io.jacquard.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final String[] DOORS = {"io.jacquard.cli.."};
    private static final JavaClasses ALL =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.jacquard");

    @Test
    void everyModuleIsSeen() {
        var packages = ALL.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

        assertThat(House.modules())
                .filteredOn(module -> !module.equals("all"))
                .allMatch(
                        module -> packages.stream().anyMatch(it -> belongs(it, module)),
                        "is among the dependencies of architecture/pom.xml");
    }

    @ParameterizedTest
    @MethodSource("io.jacquard.architecture.House#modules")
    void arrowsOnlyGoDown(String module) {
        var own = "io.jacquard." + module + "..";
        var foreign =
                House.ARROWS.keySet().stream()
                        .filter(it -> !it.equals(module) && !House.below(module).contains(it))
                        .map(it -> "io.jacquard." + it + "..")
                        .toArray(String[]::new);

        check(
                noClasses()
                        .that()
                        .resideInAPackage(own)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(foreign));
    }

    @Test
    void packagesFormNoCycle() {
        check(slices().matching("io.jacquard.(**)").should().beFreeOfCycles());
    }

    @Test
    void subPackagesOfTheLanguageKnowOnlyItsRoot() {
        check(slices().matching("io.jacquard.ir.(*)..").should().notDependOnEachOther());
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(ALL.stream().map(JavaClass::getPackage).distinct())
                .filteredOn(it -> !it.isAnnotatedWith(NullMarked.class))
                .extracting(JavaPackage::getName)
                .isEmpty();
    }

    @Test
    void onlyDoorsUseStandardStreams() {
        check(noClasses().that().resideOutsideOfPackages(DOORS).should(ACCESS_STANDARD_STREAMS));
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(DOORS)
                        .should()
                        .dependOnClassesThat()
                        .areAssignableTo(IO.class));
    }

    @Test
    void onlyDoorsEndTheProcess() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(DOORS)
                        .should()
                        .callMethod(System.class, "exit", int.class)
                        .orShould()
                        .callMethod(Runtime.class, "halt", int.class));
    }

    @Test
    void noPackageIsACupboard() {
        check(
                noClasses()
                        .should()
                        .resideInAnyPackage(
                                "..util..",
                                "..utils..",
                                "..common..",
                                "..helper..",
                                "..helpers..",
                                "..impl..",
                                "..misc.."));
    }

    @Test
    void typesAreNamedForWhatTheyAre() {
        check(
                noClasses()
                        .should()
                        .haveNameMatching(
                                "(.*[.$])?((Abstract|Base)[A-Z]\\w*|\\w+(Impl|Utils?|Helper|Manager))"));
    }

    @Test
    void accessorsHaveNoPrefix() {
        check(
                noMethods()
                        .that()
                        .arePublic()
                        .and()
                        .haveNameMatching("get[A-Z].*")
                        .and()
                        .haveRawParameterTypes(new Class<?>[0])
                        .should()
                        .beDeclaredInClassesThat(resideOutsideOfPackages(DOORS)));
    }

    @Test
    void failuresHaveATypeOfTheirOwn() {
        check(noClasses().should(THROW_GENERIC_EXCEPTIONS));
    }

    @Test
    void logsGoToTheSystemLogger() {
        check(noClasses().that().resideOutsideOfPackages(DOORS).should(USE_JAVA_UTIL_LOGGING));
    }

    @Test
    void onlyBindingsCallNativeCode() {
        check(
                noClasses()
                        .that()
                        .resideOutsideOfPackages("io.jacquard.cpu..", "io.jacquard.pjrt..")
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.lang.foreign.Linker")
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("java.lang.foreign.SymbolLookup"));
    }

    @Test
    void nobodyUsesUnsafe() {
        check(noClasses().should().dependOnClassesThat().haveFullyQualifiedName("sun.misc.Unsafe"));
    }

    @Test
    void noParameterIsOptional() {
        check(noMethods().should().haveRawParameterTypes(holding(Optional.class)));
    }

    @Test
    void noParameterOfThePublicApiIsBoolean() {
        check(
                noMethods()
                        .that()
                        .arePublic()
                        .and()
                        .areDeclaredInClassesThat()
                        .arePublic()
                        .and()
                        .areDeclaredInClassesThat()
                        .resideInAnyPackage(House.exportedPackages())
                        .should()
                        .haveRawParameterTypes(holding(boolean.class)));
    }

    @Test
    void packagesStaySmallSaveThoseThatAreCatalogues() {
        var open =
                ALL.stream()
                        .filter(it -> it.isTopLevelClass() && it.getModifiers().contains(PUBLIC))
                        .filter(
                                not(
                                        resideInAnyPackage(
                                                "io.jacquard.ir",
                                                "io.jacquard.nn.layer",
                                                "io.jacquard.models..")))
                        .collect(groupingBy(JavaClass::getPackageName, counting()));

        assertThat(open).allSatisfy((name, count) -> assertThat(count).as(name).isLessThan(26));
    }

    private static DescribedPredicate<List<JavaClass>> holding(Class<?> wanted) {
        return describe(
                "hold " + wanted.getSimpleName(),
                types -> types.stream().anyMatch(type -> type.isEquivalentTo(wanted)));
    }

    private static boolean belongs(String packageName, String module) {
        return (packageName + ".").startsWith("io.jacquard." + module + ".");
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(ALL);
    }
}
