'use strict';
// HCL as HashiCorp's own parser reads it. The schemas of the AWS provider are not to be had from npm: the test compares with the
// template for CloudFormation instead.
const { parse } = require('@cdktf/hcl2json');

module.exports = async (text) => {
  try {
    return { problems: [], documents: [await parse('main.tf', text)] };
  } catch (error) {
    return { problems: [String(error)], documents: [] };
  }
};
