import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { place } from "../../pkg/scripts/place.mjs";
import { filesIn } from "../../pkg/scripts/stamp.mjs";

/** The files that each file of these folders imports, type-only imports included, by path from the repository's root. */
export function importsIn(folders: readonly string[]): Map<string, string[]> {
  const files = folders.flatMap((folder) => filesIn(place(folder))).filter(isSource);
  return new Map(files.map((file) => [fromRoot(file), importsOf(file).map(fromRoot)]));
}

/** The groups of files that reach themselves through their imports, each once. */
export function circlesIn(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const reached = new Map([...imports.keys()].map((file) => [file, reachableFrom(file, imports)]));
  const grouped = new Set<string>();
  const circles: string[][] = [];
  for (const [file, others] of reached) {
    if (!others.has(file) || grouped.has(file)) continue;
    const circle = [...others].filter((other) => reached.get(other)?.has(file)).sort();
    for (const member of circle) grouped.add(member);
    circles.push(circle);
  }
  return circles;
}

function reachableFrom(file: string, imports: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set<string>();
  const waiting = [...(imports.get(file) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    waiting.push(...(imports.get(next) ?? []));
  }
  return reached;
}

// Tests may import anything, and what a build writes has no layers.
function isSource(file: string): boolean {
  return (
    /\.(?:ts|mjs)$/.test(file) && !/\.(?:test|fixture)\.(?:ts|mjs)$|[/\\](?:dist|examples)[/\\]/.test(file)
  );
}

function importsOf(file: string): string[] {
  const kind = file.endsWith(".mjs") ? ts.ScriptKind.JS : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, false, kind);
  const relative = [...specifiersIn(source)].filter((name) => name.startsWith("."));
  return [...new Set(relative)].flatMap((name) => resolved(path.resolve(path.dirname(file), name)));
}

function* specifiersIn(node: ts.Node): Generator<string> {
  const specifier = specifierOf(node);
  if (specifier !== undefined && ts.isStringLiteralLike(specifier)) yield specifier.text;
  // The types of JavaScript stand in its comments.
  const children: ts.Node[] = [...((node as { jsDoc?: ts.JSDoc[] }).jsDoc ?? [])];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* specifiersIn(child);
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node))
    return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  const isImport = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isImport ? node.arguments[0] : undefined;
}

// TypeScript sources of the package name what they are compiled to; generated modules have no source.
function resolved(target: string): string[] {
  const candidates = [target, target.replace(/\.js$/, ".ts"), target.replace(/\.js$/, ".d.ts")];
  return candidates
    .filter((candidate) => /\.(?:ts|mjs)$/.test(candidate) && existsSync(candidate))
    .slice(0, 1);
}

function fromRoot(file: string): string {
  return path.relative(place(), file).split(path.sep).join("/");
}
