package io.jacquard.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

/// What the rules on sources need to know about one Java file.
///
/// @param name the file's path from the root of the repository
/// @param lines how many lines it has
/// @param packageName the package it belongs to, empty for `module-info.java`
/// @param methods its methods and constructors with a body
/// @param undocumented the public types, methods and fields that lack a Javadoc comment
record SourceFile(
        String name,
        long lines,
        String packageName,
        List<Method> methods,
        List<String> undocumented) {

    /// One method.
    ///
    /// @param name `file#Type.method`
    /// @param lines from its first to its last line, both counted
    /// @param parameters how many it takes
    record Method(String name, long lines, int parameters) {}

    /// Parses Java files without resolving them.
    static List<SourceFile> parse(List<Path> paths) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    files.getJavaFileObjectsFromPaths(paths));
            var trees = DocTrees.instance(task);
            return StreamSupport.stream(task.parse().spliterator(), false)
                    .map(unit -> new Reader(unit, trees).read())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot parse the sources", e);
        }
    }

    private static final class Reader extends TreePathScanner<Void, String> {
        private final CompilationUnitTree unit;
        private final DocTrees trees;
        private final String file;
        private final List<Method> methods = new ArrayList<>();
        private final List<String> undocumented = new ArrayList<>();

        Reader(CompilationUnitTree unit, DocTrees trees) {
            this.unit = unit;
            this.trees = trees;
            this.file = House.name(Path.of(unit.getSourceFile().toUri()));
        }

        SourceFile read() {
            scan(unit, "");
            var declared = unit.getPackageName();
            return new SourceFile(
                    file,
                    House.read(House.ROOT.resolve(file)).lines().count(),
                    declared == null ? "" : declared.toString(),
                    methods,
                    undocumented);
        }

        @Override
        public Void visitClass(ClassTree node, String outer) {
            var name = outer + node.getSimpleName();
            requireDoc(node.getModifiers().getFlags(), name);
            return super.visitClass(node, name + ".");
        }

        @Override
        public Void visitMethod(MethodTree node, String outer) {
            var name = outer + node.getName();
            if (node.getBody() != null) {
                methods.add(
                        new Method(
                                file + "#" + name,
                                lines(node.getBody(), node),
                                isCanonical(node) ? 0 : node.getParameters().size()));
            }
            if (!isOverride(node) && !isCanonical(node)) {
                requireDoc(node.getModifiers().getFlags(), name);
            }
            return super.visitMethod(node, name + ".");
        }

        @Override
        public Void visitVariable(VariableTree node, String outer) {
            var isField = getCurrentPath().getParentPath().getLeaf() instanceof ClassTree;
            if (isField && !isRecordComponent(node)) {
                requireDoc(node.getModifiers().getFlags(), outer + node.getName());
            }
            return super.visitVariable(node, outer);
        }

        private void requireDoc(Set<Modifier> flags, String name) {
            if (isOpen(flags) && trees.getDocCommentTree(getCurrentPath()) == null) {
                undocumented.add(file + "#" + name);
            }
        }

        private boolean isOpen(Set<Modifier> flags) {
            for (var path = getCurrentPath().getParentPath(); path != null; ) {
                if (path.getLeaf() instanceof ClassTree outer && !isVisible(path, outer)) {
                    return false;
                }
                if (path.getLeaf() instanceof MethodTree) {
                    return false;
                }
                path = path.getParentPath();
            }
            return flags.contains(Modifier.PUBLIC)
                    || flags.contains(Modifier.PROTECTED)
                    || (isInInterface(getCurrentPath()) && !flags.contains(Modifier.PRIVATE));
        }

        private static boolean isVisible(TreePath path, ClassTree type) {
            var flags = type.getModifiers().getFlags();
            return flags.contains(Modifier.PUBLIC)
                    || (isInInterface(path) && !flags.contains(Modifier.PRIVATE));
        }

        private static boolean isInInterface(TreePath path) {
            var parent = path.getParentPath();
            return parent != null
                    && parent.getLeaf().getKind() == Tree.Kind.INTERFACE
                    && parent.getLeaf() instanceof ClassTree;
        }

        private boolean isCanonical(MethodTree node) {
            var owner = getCurrentPath().getParentPath().getLeaf();
            return owner.getKind() == Tree.Kind.RECORD && node.getName().contentEquals("<init>");
        }

        private boolean isRecordComponent(VariableTree node) {
            var owner = getCurrentPath().getParentPath().getLeaf();
            return owner.getKind() == Tree.Kind.RECORD
                    && !node.getModifiers().getFlags().contains(Modifier.STATIC);
        }

        private static boolean isOverride(MethodTree node) {
            return node.getModifiers().getAnnotations().stream()
                    .anyMatch(it -> it.getAnnotationType().toString().endsWith("Override"));
        }

        private long lines(Tree body, MethodTree node) {
            var positions = trees.getSourcePositions();
            var start =
                    node.getReturnType() == null
                            ? positions.getStartPosition(unit, body)
                            : positions.getStartPosition(unit, node.getReturnType());
            var end = positions.getEndPosition(unit, body);
            var map = unit.getLineMap();
            return map.getLineNumber(end) - map.getLineNumber(start) + 1;
        }
    }
}
