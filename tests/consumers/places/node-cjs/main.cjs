const { buildTree, fetchImochaUnits } = require("business-units");
const small = require("business-units/tree");
const { check } = require("./check.js");

check({ buildTree, fetchImochaUnits, small }, process.argv[2]).then((outcome) =>
  console.log(JSON.stringify(outcome)),
);
