import type { OptionForm } from "./command.js";
import { SERVICE_OPTIONS } from "./service.js";
import { TABLE_OPTIONS } from "./table.js";

/** The options of every command that reads a SOURCE. */
export const READ_OPTIONS: Readonly<Record<string, OptionForm>> = { ...SERVICE_OPTIONS, ...TABLE_OPTIONS };
