import { buildTree, fetchImochaUnits, init } from "business-units";
import * as small from "business-units/tree";
import { check } from "./check.js";

self.checkAt = (sandbox) => check({ init, buildTree, fetchImochaUnits, small }, sandbox);
