import { checkCommand } from "./check-command.js";
import type { Command } from "./command.js";
import { exportCommand } from "./export-command.js";
import { fetchCommand } from "./fetch-command.js";
import { treeCommand } from "./tree-command.js";

/** Every command of the program. */
export const COMMANDS: readonly Command[] = [treeCommand, checkCommand, exportCommand, fetchCommand];
