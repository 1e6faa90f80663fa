import { buildTree, fetchImochaUnits, init } from "business-units";
import * as small from "business-units/tree";
import { checkInPage } from "./page.js";

checkInPage({ init, buildTree, fetchImochaUnits, small });
